// NotesWindow: a small editor whose text is notes.txt in the documents folder, saved as it is typed. GUI thread.
#pragma once

#include <QWidget>

#include "panel/preferences.h"

class QLabel;
class QPlainTextEdit;

namespace focus::panel {

class NotesFile;

class NotesWindow : public QWidget {
    Q_OBJECT

public:
    explicit NotesWindow(Preferences& preferences, QWidget* parent = nullptr);
    /// What was typed last is on the disk afterwards.
    ~NotesWindow() override;

    /// All that was typed is on the disk.
    bool saved() const;
    /// Why it is not; in words.
    const QString& problem() const;
    /// Adds a line at the end; nothing while the file has not been read.
    void append(const QString& line);
    /// Tries now; `written` tells how it went.
    void save();
    void saveNow();  ///< and waits for it

signals:
    /// The text was put on the disk, or could not be: `problem` says why.
    void written(const QString& problem);

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void showState();

    Preferences& preferences_;
    NotesFile* file_;
    QPlainTextEdit* editor_;
    QLabel* state_;
};

}  // namespace focus::panel
