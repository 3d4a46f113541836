#include "panel/notes_window.h"

#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QVBoxLayout>

#include "panel/breakable.h"
#include "panel/notes_file.h"
#include "panel/theme.h"

namespace focus::panel {

NotesWindow::NotesWindow(Preferences& preferences, QWidget* parent)
    : QWidget(parent, Qt::Window),
      preferences_(preferences),
      file_(new NotesFile(documentsPath("notes.txt"), this)),
      editor_(new QPlainTextEdit),
      state_(new QLabel) {
    setObjectName("notesWindow");
    setWindowTitle(tr("Notes"));
    setWindowIcon(icon(Symbol::note));
    editor_->setObjectName("notesEditor");
    editor_->setAccessibleName(tr("Notes"));
    editor_->setToolTip(tr("Saved as you type"));
    editor_->setPlaceholderText(tr("Positions, exposure times, what to do next time: saved as you type."));
    editor_->setReadOnly(true);
    editor_->setFrameShape(QFrame::NoFrame);
    editor_->document()->setDocumentMargin(10);
    state_->setObjectName("notesState");
    state_->setToolTip(tr("Whether the notes are on the disk"));
    state_->setWordWrap(true);
    state_->setTextFormat(Qt::PlainText);
    state_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    state_->setContentsMargins(10, 3, 10, 5);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(editor_, 1);
    all->addWidget(state_);
    connect(file_, &NotesFile::read, this, [this](const QString& text) {
        const int place = editor_->textCursor().position();
        editor_->setPlainText(text);
        QTextCursor cursor = editor_->textCursor();
        cursor.setPosition(qMin(place, static_cast<int>(editor_->document()->characterCount()) - 1));
        editor_->setTextCursor(cursor);
    });
    connect(file_, &NotesFile::stateChanged, this, &NotesWindow::showState);
    connect(file_, &NotesFile::written, this, &NotesWindow::written);
    connect(editor_, &QPlainTextEdit::textChanged, this, [this] { file_->change(editor_->toPlainText()); });
    connect(new QShortcut(QKeySequence::Save, this), &QShortcut::activated, file_, &NotesFile::save);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    resize(420, 320);
    restoreGeometry(preferences_.geometry("notes"));
    showState();
}

NotesWindow::~NotesWindow() = default;

bool NotesWindow::saved() const { return file_->saved(); }

const QString& NotesWindow::problem() const { return file_->problem(); }

void NotesWindow::append(const QString& line) {
    if (!file_->ready()) return;
    // By a cursor of its own: the user's stays where it is, and Ctrl+Z takes the line back.
    QTextCursor end(editor_->document());
    end.movePosition(QTextCursor::End);
    if (!end.atBlockStart()) end.insertBlock();
    end.insertText(line + '\n');
}

void NotesWindow::save() { file_->save(); }

void NotesWindow::saveNow() { file_->saveNow(); }

void NotesWindow::showState() {
    editor_->setReadOnly(!file_->ready());
    const bool trouble = !file_->problem().isEmpty();
    QString words = file_->ready() ? (file_->saved() ? tr("Saved in notes.txt") : tr("Saving…")) : tr("Reading…");
    if (trouble) words = file_->problem();
    state_->setText(breakable(words));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     trouble ? colour(Meaning::alarm, palette()) : palette().color(QPalette::PlaceholderText));
    state_->setPalette(colours);
}

void NotesWindow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showState();
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) file_->look();
}

void NotesWindow::closeEvent(QCloseEvent* event) {
    file_->save();
    preferences_.setGeometry("notes", saveGeometry());
    QWidget::closeEvent(event);
}

}  // namespace focus::panel
