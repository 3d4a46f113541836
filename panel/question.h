// A question to the user that holds nothing up: it is not modal, or it would keep mouse and keys from HALT. Keeping
// things as they are is the default and what Esc means. GUI thread.
#pragma once

#include <QString>
#include <functional>

class QCheckBox;
class QWidget;

namespace focus::panel {

struct Question {
    const char* name;  ///< of the objects: NAMEQuestion, and its buttons NAMEYes and NAMENo
    QString title, text;
    QString consequence;  ///< below the text; may be empty
    QString yes, no;      ///< on the buttons
    bool grave = false;   ///< something is lost that nobody can bring back
    QCheckBox* option =
        nullptr;  ///< below the consequence; belongs to the question, and is there while `yes` is called
};

/// Asks in place of a question of that name that is still open. `yes` is called when that is chosen, `no` when the
/// question is turned down in whatever way.
void ask(QWidget* parent, const Question& question, std::function<void()> yes, std::function<void()> no = {});

}  // namespace focus::panel
