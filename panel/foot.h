// Foot: stay on top, the menu of everything seldom used, Notes, Charts, About. GUI thread.
#pragma once

#include <QFrame>

#include "panel/panel_focuser.h"
#include "panel/preferences.h"

class QAction;
class QCheckBox;
class QMenu;

namespace focus::panel {

class Foot : public QFrame {
    Q_OBJECT

public:
    Foot(PanelFocuser& focuser, Preferences& preferences, QWidget* parent = nullptr);

    /// The menu's actions, for the window that makes their shortcuts work while the menu is closed.
    QList<QAction*> shortcuts() const;

signals:
    void stayOnTopChanged(bool on);
    void focuserSettingsWanted();
    void connectionSettingsWanted();
    void calculatorWanted();
    void notesWanted();
    void chartsWanted();
    void aboutWanted();
    void defaultsWanted();
    /// The preferences have it already.
    void nightModeChanged(bool on);
    /// Why a request was not done, in words.
    void said(const QString& problem);

private:
    QAction* add(const QString& name, const QString& text, const QString& tip, const QString& key = {});
    void fillMenu();
    void refresh();

    PanelFocuser& focuser_;
    Preferences& preferences_;
    QMenu* menu_;
    QAction* manual_ = nullptr;
    QAction* defaults_ = nullptr;
};

}  // namespace focus::panel
