// PositionSetter: calls the present position another number. Asks first, because every position kept elsewhere means
// another place afterwards, and offers to take those along; can be undone. The question does not keep from HALT.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>
#include <functional>
#include <optional>
#include <string>

#include "panel/number_rule.h"
#include "panel/panel_focuser.h"
#include "panel/position_shift.h"

namespace focus::panel {

class PositionSetter : public QWidget {
    Q_OBJECT

public:
    /// Both must outlive it.
    PositionSetter(PanelFocuser& focuser, PositionShift& shift, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    /// What was done, for the way back.
    struct Done {
        int steps;   ///< added to the position
        bool along;  ///< and to all that is kept
        PositionShift::Points points;
        std::string focuser;
    };

    void refresh();
    void refreshUndo();
    /// Calls `next` when it is known what is kept.
    void lookFirst(std::function<void()> next);
    void ask(int position);
    void set(int before, int position, bool along);
    void undo();
    void say(const QString& words, bool good);

    PanelFocuser& focuser_;
    PositionShift& shift_;
    QLineEdit* edit_;
    QPushButton* button_;
    QPushButton* undo_;
    QLabel* now_;
    QLabel* hint_;
    QString said_;
    bool said_good_ = true;
    std::optional<Done> done_;
    std::function<void()> next_;  // after the look under way
};

}  // namespace focus::panel
