#include "panel/notes_file.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include "core/compensation/importers/text_decoding.h"
#include "core/files/replace_file.h"

namespace focus::panel {
namespace {

constexpr int kSoon = 300;                   // ms from a change to the disk
constexpr int kAgain = 3000;                 // ms between tries while it cannot be written
constexpr std::size_t kLargest = 8U << 20U;  // bytes; an editor is no place for more

QString decoded(const std::string& bytes) {
    std::string converted;
    const std::string_view text = decode_text(bytes, converted);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace

NotesFile::NotesFile(const QString& path, QObject* parent) : QObject(parent), path_(path) {
    disk_.setMaxThreadCount(1);
    soon_.setSingleShot(true);
    connect(&soon_, &QTimer::timeout, this, &NotesFile::save);
    look();
}

NotesFile::~NotesFile() {
    blockSignals(true);
    saveNow();
}

void NotesFile::look() {
    if (dirty_ || saving_) return;
    disk_.start([this, path = path_.toStdString()] {
        std::string problem;
        std::string bytes = read_whole_file(path, kLargest, problem);
        const auto tell = [this, bytes, problem] { receiveRead(bytes, problem); };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
}

void NotesFile::receiveRead(const std::string& bytes, const std::string& problem) {
    const bool first = !ready_;
    ready_ = true;
    // What is being typed comes first; the difference is found when it is written.
    if (dirty_ || saving_) return;
    if (!problem.empty()) {
        trouble_ = tr("%1 cannot be read: %2. What is typed is kept in the notes window only.")
                       .arg(path_, QString::fromStdString(problem));
    } else {
        trouble_.clear();
        if (first || bytes != known_) {
            known_ = bytes;
            text_ = decoded(bytes);
            emit read(text_);
        }
    }
    emit stateChanged();
}

void NotesFile::change(const QString& text) {
    if (text == text_ || !ready_) return;
    text_ = text;
    const bool news = saved();
    dirty_ = true;
    if (!soon_.isActive()) soon_.start(kSoon);
    if (news) emit stateChanged();
}

void NotesFile::save() {
    if (!dirty_ || saving_) return;
    dirty_ = false;
    saving_ = true;
    disk_.start([this, path = path_.toStdString(), known = known_, text = text_.toStdString()] {
        const Outcome outcome = write(path, known, text);
        QMetaObject::invokeMethod(
            this, [this, outcome] { receiveWritten(outcome); }, Qt::QueuedConnection);
    });
}

void NotesFile::saveNow() {
    disk_.waitForDone();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);  // what the disk's thread has told
    if (!dirty_) return;
    dirty_ = false;
    receiveWritten(write(path_.toStdString(), known_, text_.toStdString()));
}

NotesFile::Outcome NotesFile::write(const std::string& path, const std::string& known, const std::string& text) {
    Outcome outcome;
    outcome.bytes = known;
    const std::string other = read_whole_file(path, kLargest, outcome.problem);
    if (!outcome.problem.empty()) return outcome;
    if (other != known && other != text && !other.empty()) {
        const QFileInfo file(QString::fromStdString(path));
        const QString now = QDateTime::currentDateTime().toString("yyyy-MM-dd-HHmmsszzz");
        const QString beside = file.absolutePath() + "/notes-conflict-" + now + ".txt";
        outcome.conflict = QDir::toNativeSeparators(beside).toStdString();
        outcome.problem = replace_file(outcome.conflict, other);
        if (!outcome.problem.empty()) return outcome;
    }
    outcome.problem = replace_file(path, text);
    outcome.bytes = outcome.problem.empty() ? text : other;
    return outcome;
}

void NotesFile::receiveWritten(const Outcome& outcome) {
    saving_ = false;
    known_ = outcome.bytes;
    if (!outcome.problem.empty()) {
        dirty_ = true;
        trouble_ = tr("%1 cannot be written: %2. What is typed stays in the notes window and is tried again.")
                       .arg(path_, QString::fromStdString(outcome.problem));
        soon_.start(kAgain);
    } else {
        trouble_.clear();
    }
    if (!outcome.conflict.empty()) {
        conflict_ = tr("Another program has changed the notes. Its text is now in %1, the text below in %2.")
                        .arg(QString::fromStdString(outcome.conflict), path_);
    }
    if (dirty_ && !soon_.isActive()) soon_.start(kSoon);
    emit stateChanged();
    emit written(trouble_);
}

}  // namespace focus::panel
