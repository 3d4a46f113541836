// NotesFile: a text and the file it is kept in. Written whole and in one step by a thread of its own, at most half a
// second after it was changed; tried again while it cannot be. GUI thread; nothing waits but saveNow and the
// destructor.
//
// When another program has changed the file meanwhile, both texts are kept: what it wrote goes to
// notes-conflict-DATE-TIME.txt beside the file, and this text to the file.
#pragma once

#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <string>

namespace focus::panel {

class NotesFile : public QObject {
    Q_OBJECT

public:
    explicit NotesFile(const QString& path, QObject* parent = nullptr);
    /// What was changed last is on the disk afterwards, if it takes it.
    ~NotesFile() override;

    const QString& path() const { return path_; }
    /// Why the text cannot be read or written, or where the other program's is; empty if all is well.
    const QString& problem() const { return trouble_.isEmpty() ? conflict_ : trouble_; }
    /// The file has been read once; before that nothing can be changed.
    bool ready() const { return ready_; }
    /// All that was changed is in the file.
    bool saved() const { return !dirty_ && !saving_; }

    void change(const QString& text);
    /// Writes what was changed now instead of soon.
    void save();
    /// The same, and waits for it: for the end of the session, which waits for nobody.
    void saveNow();
    /// Looks for another program's text, unless there are changes of ours.
    void look();

signals:
    /// The text of the file, at first and when another program has changed it.
    void read(const QString& text);
    /// `saved()` or `problem()` has changed.
    void stateChanged();
    /// A write has ended; `problem` is empty if it went well.
    void written(const QString& problem);

private:
    struct Outcome {
        std::string bytes;     // the file's now
        std::string problem;   // why it could not be read or written
        std::string conflict;  // where the other program's text is
    };
    /// On the disk's thread.
    static Outcome write(const std::string& path, const std::string& known, const std::string& text);

    void receiveRead(const std::string& bytes, const std::string& problem);
    void receiveWritten(const Outcome& outcome);

    QString path_;
    QString text_;
    QString trouble_, conflict_;
    std::string known_;  // the file's bytes, as we read or wrote them
    bool ready_ = false, dirty_ = false, saving_ = false;
    QTimer soon_;
    QThreadPool disk_;  // last: its thread ends before what it uses
};

}  // namespace focus::panel
