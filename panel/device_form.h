// DeviceForm: a row for every setting that is kept in the device, filled from the focuser's state.
#pragma once

#include <QCoreApplication>
#include <QList>
#include <QObject>

#include "panel/panel_focuser.h"
#include "panel/setting_editors.h"

namespace focus::panel {

struct DeviceForm {
    explicit DeviceForm(QObject* parent);

    NumberRow* maximum;
    NumberRow* step_size;
    SwitchRow* reversed;
    NumberRow* speed;
    SwitchRow* holding;
    SwitchRow* compensation;
    NumberRow* coefficient;
    NumberRow* threshold;
    NumberRow* cycle;
    ChoiceRow* mode;

    QList<SettingRow*> rows() const;
    bool touched() const;

    /// Untouched rows show `state` from now on.
    void follow(const FocuserState& state);
    /// `has` with what the user has changed.
    DeviceSettings wanted(DeviceSettings has) const;
    /// The user's wish, if changed: compensation enabled or not, which is no slot of the settings.
    std::optional<bool> wantedCompensation() const;
    /// The device has been written and read back.
    void written();

    Q_DECLARE_TR_FUNCTIONS(DeviceForm)
};

}  // namespace focus::panel
