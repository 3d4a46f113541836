#include "panel/position_shift.h"

#include <QDateTime>
#include <cstdlib>

#include "core/compensation/point_table.h"
#include "core/compensation/telescopes.h"
#include "core/local_time.h"
#include "panel/notes_window.h"
#include "panel/stored_positions.h"

namespace focus::panel {
namespace {

std::string this_night() {
    return session_of(to_local(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())));
}

/// Those of a night, and perhaps of a telescope; `points` stays as it is.
std::vector<std::size_t> of_night(const std::vector<FocusPoint>& points, const std::string& session,
                                  const std::string* telescope) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i].session != session) continue;
        if (telescope == nullptr || points[i].telescope == *telescope) found.push_back(i);
    }
    return found;
}

/// Its points are the ones that were measured on the scale that is in use.
std::string telescope_in_use(const std::vector<FocusPoint>& points, const std::vector<std::size_t>& night) {
    const FocusPoint* latest = nullptr;
    for (const std::size_t index : night) {
        if (latest == nullptr || points[index].time >= latest->time) latest = &points[index];
    }
    return latest == nullptr ? std::string() : latest->telescope;
}

}  // namespace

PositionShift::PositionShift(StoredPositions& positions, const QString& pointsPath, std::function<NotesWindow*()> notes,
                             QObject* parent)
    : QObject(parent), positions_(positions), path_(pointsPath.toStdString()), notes_(std::move(notes)) {
    disk_.setMaxThreadCount(1);
}

PositionShift::~PositionShift() { disk_.waitForDone(); }

bool PositionShift::notesAreOpen() const {
    const NotesWindow* notes = notes_ ? notes_() : nullptr;
    return notes != nullptr && notes->isVisible();
}

void PositionShift::look() {
    disk_.start([this] {
        Points seen{this_night(), {}, 0};
        PointTable table(path_);
        // A table that cannot be read is not ours to speak of: the calculator does.
        if (table.load().empty()) {
            const auto night = of_night(table.points(), seen.session, nullptr);
            seen.telescope = telescope_in_use(table.points(), night);
            seen.count = of_night(table.points(), seen.session, &seen.telescope).size();
        }
        const auto tell = [this, seen] {
            points_ = seen;
            emit looked();
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
}

QString PositionShift::kept() const {
    QStringList parts;
    const std::size_t stored = positions_.all().size();
    if (stored > 0) parts += stored == 1 ? tr("1 stored position") : tr("%1 stored positions").arg(stored);
    if (points_.count > 0) {
        QString words =
            points_.count == 1 ? tr("1 point of this night") : tr("%1 points of this night").arg(points_.count);
        if (!points_.telescope.empty()) words += tr(" with '%1'").arg(QString::fromStdString(points_.telescope));
        parts += words;
    }
    if (notesAreOpen()) parts += tr("the open notes, by a line that says so");
    if (parts.size() < 2) return parts.join(QString());
    const QString last = parts.takeLast();
    return tr("%1 and %2").arg(parts.join(", "), last);
}

QString PositionShift::obstacle(int steps) const { return positions_.obstacle(steps); }

void PositionShift::shift(int before, int after, const Points& points) {
    const int steps = after - before;
    const QString stored = positions_.shift(steps);
    if (notesAreOpen()) {
        const QString words =
            steps > 0 ? tr("%1: position %2 is called %3 from here on; add %4 to the positions above.")
                      : tr("%1: position %2 is called %3 from here on; subtract %4 from the positions above.");
        const QString now = QDateTime::currentDateTime().toString("yyyy-MM-dd HH:mm");
        notes_()->append(words.arg(now).arg(before).arg(after).arg(std::abs(steps)));
    }
    disk_.start([this, steps, stored, night = points] {
        QStringList problems;
        if (!stored.isEmpty()) problems += tr("the stored positions stay: %1").arg(stored);
        PointTable table(path_);
        std::string why = night.count > 0 ? table.load() : std::string();
        if (why.empty() && night.count > 0) {
            why = table.shift(of_night(table.points(), night.session, &night.telescope), steps);
        }
        if (!why.empty()) problems += tr("the points stay: %1").arg(QString::fromStdString(why));
        QMetaObject::invokeMethod(
            this, [this, problem = problems.join("; ")] { emit shifted(problem); }, Qt::QueuedConnection);
    });
}

}  // namespace focus::panel
