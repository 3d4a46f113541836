// PositionDisplay: where the focuser is, in steps legible at arm's length and in mm, what the motor does, and whether
// the position can be relied on. GUI thread.
#pragma once

#include <QWidget>

#include "panel/panel_focuser.h"
#include "panel/preferences.h"

class QLabel;
class QPushButton;

namespace focus::panel {

class PositionDisplay : public QWidget {
    Q_OBJECT

public:
    PositionDisplay(PanelFocuser& focuser, Preferences& preferences, QWidget* parent = nullptr);

signals:
    /// Why the position could not be confirmed, in words.
    void said(const QString& problem);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class Motor { unknown, rotating, holding, idle };

    void refresh();
    void showMotor();
    void showUncertainty();
    Motor motor() const;

    PanelFocuser& focuser_;
    Preferences& preferences_;
    QLabel* steps_;
    QLabel* millimetres_;
    QLabel* motor_icon_;
    QLabel* motor_word_;
    QWidget* uncertain_;
    QLabel* uncertain_text_;
    Motor shown_ = Motor::unknown;
};

}  // namespace focus::panel
