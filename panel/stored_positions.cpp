#include "panel/stored_positions.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <algorithm>

#include "core/files/replace_file.h"
#include "device/settings/device_settings.h"
#include "panel/preferences.h"

namespace focus::panel {
namespace {

constexpr int kWriteAgain = 3000;  // ms between tries while it cannot be written
constexpr std::size_t kLargestFile = 64UL * 1024;
constexpr int kLargestPosition = slot_rule(Slot::maximum).maximum;

QString nameFault(const QString& name) {
    const bool control = std::any_of(name.begin(), name.end(), [](QChar c) { return !c.isPrint(); });
    if (name.isEmpty() || name.size() > kLongestPositionName || control) {
        return StoredPositions::tr("a name has 1 to %1 printable characters").arg(kLongestPositionName);
    }
    return {};
}

QString fault(const StoredPosition& stored) {
    if (QString name = nameFault(stored.name); !name.isEmpty()) return name;
    if (stored.position < 0 || stored.position > kLargestPosition) {
        return StoredPositions::tr("a position is a whole number of steps, 0 .. %1").arg(kLargestPosition);
    }
    return {};
}

/// One line `name,position`, the name perhaps in quotes that are doubled inside.
bool splitLine(const QString& line, QString& name, QString& number) {
    name.clear();
    qsizetype at = 0;
    if (line.startsWith('"')) {
        for (at = 1; at < line.size(); ++at) {
            if (line[at] == '"') {
                if (at + 1 >= line.size() || line[at + 1] != '"') break;
                ++at;
            }
            name += line[at];
        }
        if (at++ >= line.size()) return false;
    } else {
        at = line.indexOf(',');
        if (at < 0) return false;
        name = line.left(at);
    }
    if (at >= line.size() || line[at] != ',') return false;
    number = line.mid(at + 1).trimmed();
    return true;
}

}  // namespace

std::vector<StoredPosition> parsePositions(const QByteArray& text, QString& problem) {
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString all = decoder(text);
    if (decoder.hasError()) {
        problem = StoredPositions::tr("is not UTF-8 text");
        return {};
    }
    std::vector<StoredPosition> found;
    const QStringList lines = all.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QString line = lines[i];
        if (line.endsWith('\r')) line.chop(1);
        if (line.isEmpty() || (i == 0 && line == "name,position")) continue;
        QString name, number, why;
        bool good = splitLine(line, name, number);
        if (!good) why = StoredPositions::tr("a line is a name, a comma and a position");
        StoredPosition stored{name, number.toInt(&good)};
        if (!good) stored.position = -1;
        if (why.isEmpty()) why = fault(stored);
        if (why.isEmpty() && found.size() == kMostStoredPositions) {
            why = StoredPositions::tr("at most %1 positions are kept").arg(kMostStoredPositions);
        }
        if (!why.isEmpty()) {
            problem = StoredPositions::tr("line %1: %2").arg(i + 1).arg(why);
            return {};
        }
        found.push_back(stored);
    }
    return found;
}

QByteArray positionsText(const std::vector<StoredPosition>& positions) {
    QString text = "name,position\n";
    for (const StoredPosition& stored : positions) {
        QString name = stored.name;
        if (name.contains('"') || name.contains(',')) name = '"' + name.replace('"', "\"\"") + '"';
        text += name + ',' + QString::number(stored.position) + '\n';
    }
    return text.toUtf8();
}

StoredPositions::StoredPositions(const QString& path, QObject* parent)
    : QObject(parent), path_(path.isEmpty() ? settingsPath("positions.csv") : path) {
    writer_.setMaxThreadCount(1);
    again_.setSingleShot(true);
    connect(&again_, &QTimer::timeout, this, &StoredPositions::save);
    std::string why;
    const std::string text = read_whole_file(path_.toStdString(), kLargestFile, why);
    QString problem = QString::fromStdString(why);
    if (problem.isEmpty()) all_ = parsePositions(QByteArray::fromStdString(text), problem);
    if (!problem.isEmpty()) {
        problem_ = tr("The stored positions cannot be read: %1: %2. Mend or remove the file; until then new positions "
                      "are lost at the end of the program.")
                       .arg(path_, problem);
    }
}

StoredPositions::~StoredPositions() { writer_.waitForDone(); }

QString StoredPositions::add(const StoredPosition& position) {
    QString why = fault(position);
    if (why.isEmpty() && all_.size() >= kMostStoredPositions) {
        why = tr("at most %1 positions are kept").arg(kMostStoredPositions);
    }
    if (!why.isEmpty()) return why;
    all_.push_back(position);
    save();
    emit changed();
    return {};
}

QString StoredPositions::change(std::size_t index, const StoredPosition& position) {
    QString why = fault(position);
    if (!why.isEmpty()) return why;
    if (index < all_.size()) all_[index] = position;
    save();
    emit changed();
    return {};
}

void StoredPositions::remove(std::size_t index) {
    if (index >= all_.size()) return;
    all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(index));
    save();
    emit changed();
}

QString StoredPositions::obstacle(int steps) const {
    for (const StoredPosition& stored : all_) {
        const StoredPosition shifted{stored.name, stored.position + steps};
        if (fault(shifted).isEmpty()) continue;
        return tr("'%1' would become %2, and the range is 0 to %3")
            .arg(stored.name)
            .arg(shifted.position)
            .arg(kLargestPosition);
    }
    return {};
}

QString StoredPositions::shift(int steps) {
    if (QString why = obstacle(steps); !why.isEmpty()) return why;
    for (StoredPosition& stored : all_) stored.position += steps;
    save();
    emit changed();
    return {};
}

void StoredPositions::save() {
    if (!problem_.isEmpty()) {
        unsaved_ = problem_;
        return;
    }
    // Flushing to a slow disk takes long enough to be felt.
    writer_.start([this, path = path_.toStdString(), text = positionsText(all_).toStdString()] {
        const std::string why = replace_file(path, text);
        QString problem;
        if (!why.empty()) {
            problem = tr("The stored positions could not be saved in %1: %2")
                          .arg(QString::fromStdString(path), QString::fromStdString(why));
        }
        QMetaObject::invokeMethod(
            this, [this, problem] { receiveWritten(problem); }, Qt::QueuedConnection);
    });
}

void StoredPositions::saveNow() {
    waitForWriter();
    if (unsaved_.isEmpty()) return;
    save();
    waitForWriter();
}

void StoredPositions::waitForWriter() {
    writer_.waitForDone();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);  // what it has told
}

void StoredPositions::receiveWritten(const QString& problem) {
    const bool news = problem != unsaved_;
    unsaved_ = problem;
    if (problem.isEmpty()) return again_.stop();
    again_.start(kWriteAgain);
    if (news) emit failed(problem);
}

}  // namespace focus::panel
