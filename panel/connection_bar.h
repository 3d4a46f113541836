// ConnectionBar: connect and disconnect, DIRECT or SHARED, Settings, what is connected and how it goes. GUI thread.
#pragma once

#include <QFrame>

#include "panel/panel_focuser.h"
#include "panel/preferences.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace focus::panel {

class StatusLight;

class ConnectionBar : public QFrame {
    Q_OBJECT

public:
    ConnectionBar(PanelFocuser& focuser, Preferences& preferences, QWidget* parent = nullptr);

    /// The mode and the address by the preferences and the focuser's state.
    void refresh();
    /// A sentence about connecting that is no fault of the focuser's; stays until the link changes.
    void say(const QString& sentence);
    /// A connection is wanted though the focuser may not be open yet, because a hub is being started for it.
    void setWanted(bool wanted);

signals:
    void connectWanted();
    void disconnectWanted();
    /// The preferences have the new mode already.
    void modeChosen();
    void settingsWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolButton* modeButton(Mode mode, const QString& text, const QString& tip);

    PanelFocuser& focuser_;
    Preferences& preferences_;
    QPushButton* connect_;
    QToolButton* direct_;
    QToolButton* shared_;
    QToolButton* settings_;
    QLabel* address_;
    StatusLight* light_;
    QLabel* word_;
    QLabel* sentence_;
    QString said_;
    bool wanted_ = false;
};

}  // namespace focus::panel
