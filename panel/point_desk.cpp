#include "panel/point_desk.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <algorithm>

#include "core/compensation/importers/text_fields.h"
#include "core/compensation/new_points.h"
#include "core/files/replace_file.h"

namespace focus::panel {
namespace {

QString counted(std::size_t count, const QString& one, const QString& several) {
    return QString::number(count) + " " + (count == 1 ? one : several);
}

constexpr int kQuiet = 100;        // ms: a program that writes a file makes several changes in its folder
constexpr int kWriteAgain = 3000;  // ms between tries while it cannot be written

/// "12.4 °C at 15230, 11.9 °C at 15212 and 3 more".
QString someOf(const std::vector<FocusPoint>& points) {
    constexpr std::size_t kNamed = 3;
    QStringList named;
    for (std::size_t i = 0; i < std::min(points.size(), kNamed); ++i) named += pointText(points[i]);
    const QString words = named.join(", ");
    return points.size() <= kNamed ? words : PointDesk::tr("%1 and %2 more").arg(words).arg(points.size() - kNamed);
}

}  // namespace

PointDesk::PointDesk(const QString& path, QObject* parent)
    : QObject(parent), path_(path), known_(std::make_shared<const Known>()), table_(path.toStdString()), seen_(known_) {
    disk_.setMaxThreadCount(1);
    imports_.setMaxThreadCount(1);
    soon_.setSingleShot(true);
    soon_.setInterval(kQuiet);
    connect(&soon_, &QTimer::timeout, this, &PointDesk::look);
    again_.setSingleShot(true);
    again_.setInterval(kWriteAgain);
    connect(&again_, &QTimer::timeout, this, &PointDesk::saveAgain);
    const auto touched = [this] {
        if (!soon_.isActive()) soon_.start();
    };
    connect(&watcher_, &QFileSystemWatcher::fileChanged, this, touched);
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, touched);
    look();
}

PointDesk::~PointDesk() {
    imports_.waitForDone();
    disk_.waitForDone();
}

QString PointDesk::problem() const {
    QStringList all;
    for (const auto& [what, why] : refused_) all += why.isEmpty() ? what + "." : tr("%1: %2.").arg(what, why);
    if (!unsaved_.isEmpty()) all += unsaved_;
    QString words = all.join('\n');
    if (broken_.isEmpty()) return words;
    if (!words.contains(broken_)) all += broken_ + ".";
    return all.join('\n') + " " + tr("Nothing is written until this is mended.");
}

void PointDesk::post(const QString& what, Change change) {
    ++pending_;
    disk_.start([this, what, change = std::move(change), chosen = chosen_] {
        const Outcome outcome = work(change, chosen);
        QMetaObject::invokeMethod(
            this, [this, what, outcome] { receive(what, outcome); }, Qt::QueuedConnection);
    });
}

PointDesk::Outcome PointDesk::work(const Change& change, const std::string& chosen) {
    Outcome outcome;
    // A look writes nothing: what it left in the folder would be looked at again, and so on.
    if (change) outcome.refused = change();
    if (change) why_unsaved_ = edits_.save(outcome.lost);
    outcome.unsaved = edits_.unsaved();
    outcome.why_unsaved = why_unsaved_;
    outcome.broken = table_.load();
    std::vector<FocusPoint> table = edits_.points();
    const bool same = table == seen_->table && chosen == seen_->chosen;
    if (same && !seen_->fit.sentence.empty()) return outcome;
    auto known = std::make_shared<Known>();
    known->table = std::move(table);
    known->chosen = chosen;
    known->telescopes = telescopes_of(known->table);
    for (const Telescope& telescope : known->telescopes) {
        if (&telescope == &known->telescopes.front() || telescope.name == chosen) known->telescope = telescope.name;
    }
    known->points = known->telescopes.size() > 1 ? only_of(known->telescope, known->table) : known->table;
    known->fit = fit_compensation(known->points);
    known->view = view_fit(known->fit, known->points);
    seen_ = known;
    outcome.known = known;
    return outcome;
}

void PointDesk::receive(const QString& what, const Outcome& outcome) {
    --pending_;
    if (outcome.known) known_ = outcome.known;
    const QString before = problem();
    const QString mended = outcome.broken.empty() ? broken_ : QString();
    broken_ = QString::fromStdString(outcome.broken);
    // What could not be done stays to be read, without what is wrong no more.
    for (Refusal& each : refused_) {
        if (!mended.isEmpty() && each.why.contains(mended)) each.why.clear();
    }
    collectRefusals(what, outcome);
    if (problem() != before) emit problemChanged();
    watch();
    if (pending_ > 0) return;
    if (points_ != known_->table) {
        points_ = known_->table;
        emit pointsChanged();
    }
    emit fitChanged();
}

void PointDesk::collectRefusals(const QString& what, const Outcome& outcome) {
    const bool made = !what.isEmpty() && outcome.refused.empty() && outcome.why_unsaved.empty();
    if (made) refused_.clear();
    if (!outcome.refused.empty()) refused_.append({what, QString::fromStdString(outcome.refused)});
    for (const auto& [point, why] : outcome.lost) {
        refused_.append({tr("%1 was not saved").arg(pointText(point)), QString::fromStdString(why)});
    }
    unsaved_.clear();
    if (outcome.unsaved.empty()) return again_.stop();
    unsaved_ = tr("Not saved yet: %1: %2.").arg(someOf(outcome.unsaved), QString::fromStdString(outcome.why_unsaved));
    if (!again_.isActive()) again_.start();
}

void PointDesk::saveAgain() {
    post({}, [] { return std::string(); });
}

void PointDesk::saveNow() {
    waitForDisk();
    if (unsaved_.isEmpty()) return;
    saveAgain();
    waitForDisk();
}

void PointDesk::waitForDisk() {
    disk_.waitForDone();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);  // what it has told
}

void PointDesk::choose(const QString& telescope) {
    chosen_ = telescope.toStdString();
    look();
}

void PointDesk::look() { post({}, {}); }

void PointDesk::add(const FocusPoint& point) {
    points_.push_back(point);
    emit pointsChanged();
    post(tr("%1 was not added").arg(pointText(point)), [this, point] { return edits_.add(point); });
}

void PointDesk::replace(std::size_t index, const FocusPoint& point) {
    const FocusPoint before = points_.at(index);
    if (before == point) return;
    points_[index] = point;
    emit pointsChanged();
    post(tr("%1 was not saved").arg(pointText(point)),
         [this, index, before, point] { return edits_.replace(index, before, point); });
}

void PointDesk::drop(const std::vector<std::size_t>& indices) {
    if (indices.empty()) return;
    std::vector<FocusPoint> gone, kept;
    for (const std::size_t index : indices) gone.push_back(points_.at(index));
    std::vector<bool> leaves(points_.size(), false);
    for (const std::size_t index : indices) leaves[index] = true;
    for (std::size_t i = 0; i < points_.size(); ++i) {
        if (!leaves[i]) kept.push_back(std::move(points_[i]));
    }
    points_ = std::move(kept);
    emit pointsChanged();
    post(tr("Nothing was deleted"), [this, indices, gone] { return edits_.drop(indices, gone); });
}

void PointDesk::undo() {
    post(tr("Nothing was taken back"), [this] { return edits_.undo(); });
}

void PointDesk::import(const QStringList& paths) {
    if (paths.isEmpty()) return;
    imports_.start([this, paths] {
        std::vector<std::string> names;
        for (const QString& path : paths) names.push_back(path.toStdString());
        const auto found = std::make_shared<Imported>(import_points(names));
        QMetaObject::invokeMethod(
            this, [this, found] { addImported(found); }, Qt::QueuedConnection);
    });
}

void PointDesk::addImported(const std::shared_ptr<Imported>& found) {
    const QString failed = tr("The import was not added");
    post(failed, [this, found, failed] {
        std::string why = table_.load();
        std::vector<FocusPoint> fresh;
        if (why.empty()) fresh = new_points(found->points, edits_.points());
        if (why.empty()) why = table_.add(fresh);
        QString words = tr("%1: %2").arg(failed, QString::fromStdString(why));
        if (why.empty()) {
            const std::size_t added = fresh.size();
            words = tr("%1 read, %2 added")
                        .arg(counted(found->files, tr("file"), tr("files")), counted(added, tr("point"), tr("points")));
            const std::size_t known = found->points.size() - added;
            if (known > 0) words += tr(", %1 twice or there already").arg(known);
            const QString doubt = QString::fromStdString(doubt_in_words(fresh));
            if (!doubt.isEmpty()) words += "; " + doubt;
            for (const std::string& left : left_out_in_words(*found)) {
                words += tr("; left out: %1").arg(QString::fromStdString(left));
            }
        }
        QStringList problems;
        for (const auto* list : {&found->problems, &found->remarks}) {
            for (const ImportProblem& one : *list) problems += QString::fromStdString(in_words(one));
        }
        QMetaObject::invokeMethod(
            this, [this, words, problems] { emit imported(words + ".", problems); }, Qt::QueuedConnection);
        return why;
    });
}

void PointDesk::exportTo(const QString& path) {
    disk_.start([this, path, points = points_] {
        PointTableText text;
        text.points = points;
        text.comments.resize(points.size() + 1);
        const QString why = QString::fromStdString(replace_file(path.toStdString(), to_text(text)));
        QMetaObject::invokeMethod(
            this, [this, path, why] { emit exported(path, why); }, Qt::QueuedConnection);
    });
}

/// A file that is replaced is another file, and a folder may be made later: looks afresh what there is to watch.
void PointDesk::watch() {
    QStringList wanted;
    if (QFileInfo::exists(path_)) wanted += path_;
    QString folder = QFileInfo(path_).absolutePath();
    while (!QFileInfo::exists(folder) && !QDir(folder).isRoot()) folder = QFileInfo(folder).absolutePath();
    wanted += folder;
    QStringList gone = watcher_.files() + watcher_.directories();
    for (const QString& path : wanted) {
        if (!gone.removeOne(path)) watcher_.addPath(path);
    }
    if (!gone.isEmpty()) watcher_.removePaths(gone);
}

QString pointText(const FocusPoint& point) {
    return PointDesk::tr("%1 °C at %2")
        .arg(QString::fromStdString(exact_text(point.temperature)), QString::fromStdString(exact_text(point.position)));
}

}  // namespace focus::panel
