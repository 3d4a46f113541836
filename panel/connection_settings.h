// The window "Connection settings": which port or hub, with a test of either, and how the hub uses its own cable.
#pragma once

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>
#include <QWidget>

#include "panel/panel_focuser.h"
#include "panel/port_test.h"
#include "panel/preferences.h"
#include "panel/shared_page.h"
#include "panel/surroundings.h"

namespace focus::panel {

class ConnectionSettingsWindow : public QWidget {
    Q_OBJECT

public:
    /// Both must outlive it.
    ConnectionSettingsWindow(PanelFocuser& focuser, Preferences& preferences, QWidget* parent = nullptr);

signals:
    /// The choice has been stored, and another focuser is to be opened than before, or none is open: whoever directs
    /// the connection takes it up (ConnectionDirector::connectNow).
    void saved();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* modeRow();
    QWidget* directPage();
    QLayout* footRow();
    void showStored();
    void choose(Mode mode);
    Mode chosen() const { return shared_mode_->isChecked() ? Mode::shared : Mode::direct; }
    void save();
    void say(const QString& words);
    void refreshLink();

    PanelFocuser& focuser_;
    Preferences& preferences_;
    Surroundings surroundings_;
    PortTest port_test_;
    QRadioButton* direct_mode_;
    QRadioButton* shared_mode_;
    QStackedWidget* pages_;
    PortChoice* port_;
    QCheckBox* reset_;
    SharedPage* shared_;
    QCheckBox* at_start_;
    QLabel* link_;
    QLabel* sentence_;
    bool edited_ = false;
};

}  // namespace focus::panel
