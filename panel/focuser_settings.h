// The window "Focuser settings": everything that is kept in the device, its position, and what the panel keeps of its
// own about it: backlash and the motor icon. Nothing is written before Save; what the device did not take is said at
// its field, and what the user has typed stays until it is saved or taken back.
#pragma once

#include <QWidget>
#include <memory>

#include "panel/device_form.h"
#include "panel/panel_focuser.h"
#include "panel/preferences.h"

class QLabel;
class QPushButton;

namespace focus {
class IoThread;
}

namespace focus::panel {

class PositionShift;

class FocuserSettingsWindow : public QWidget {
    Q_OBJECT

public:
    /// All must outlive it.
    FocuserSettingsWindow(PanelFocuser& focuser, Preferences& preferences, PositionShift& shift,
                          QWidget* parent = nullptr);
    ~FocuserSettingsWindow() override;

    /// Fills the coefficient's field as if the user had typed it: nothing is written before Save.
    void offerCoefficient(double stepsPerDegree);

signals:
    /// What the panel itself keeps has been saved: the motor icon, the backlash.
    void saved();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* travelBox();
    QWidget* motorBox();
    QWidget* compensationBox();
    QLayout* footRow();
    QList<SettingRow*> rows() const;
    void refresh();
    void refreshButtons();
    void readBacklash();
    void takeBack();
    void save();
    void saveBacklash(int steps);
    void saveDevice();
    void switchCompensation(std::optional<bool> on);
    void deviceDone(const QString& problem);
    void finish();

    PanelFocuser& focuser_;
    Preferences& preferences_;
    DeviceForm form_;
    NumberRow* backlash_;
    SwitchRow* motor_icon_;
    ChoiceRow* sensor_;
    QLabel* coefficient_sentence_;
    QLabel* sentence_;
    QPushButton* take_back_;
    QPushButton* save_;
    QStringList problems_;              // of the save under way
    int under_way_ = 0;                 // parts of it not yet answered
    std::unique_ptr<IoThread> worker_;  // for the disk; last: ends first
};

}  // namespace focus::panel
