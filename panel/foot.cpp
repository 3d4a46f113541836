#include "panel/foot.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

#include "panel/menu_button.h"

namespace focus::panel {

Foot::Foot(PanelFocuser& focuser, Preferences& preferences, QWidget* parent)
    : QFrame(parent), focuser_(focuser), preferences_(preferences), menu_(new QMenu(this)) {
    menu_->setObjectName("footMenu");
    menu_->setToolTipsVisible(true);
    auto* top = new QCheckBox(tr("Stay on to&p"));
    top->setObjectName("stayOnTop");
    top->setToolTip(tr("Keeps the panel in front of other programs' windows"));
    top->setChecked(preferences_.stayOnTop());
    auto* notes = new QPushButton(tr("Notes"));
    notes->setObjectName("notesButton");
    notes->setToolTip(tr("A page for what you want to remember (Ctrl+N)"));
    notes->setShortcut(QKeySequence("Ctrl+N"));
    auto* charts = new QPushButton(tr("Charts"));
    charts->setObjectName("chartsButton");
    charts->setToolTip(tr("Temperature, humidity and position over time (Ctrl+D)"));
    charts->setShortcut(QKeySequence("Ctrl+D"));
    auto* cog = new MenuButton(*menu_, Symbol::cogwheel, QKeySequence("F10"));
    cog->setObjectName("footMenuButton");
    cog->setToolTip(tr("Settings, calculator, night mode and more (F10)"));
    auto* logo = new SymbolButton(Symbol::logo);
    logo->setObjectName("logoButton");
    logo->setToolTip(tr("About this program and the device (F1)"));
    logo->setShortcut(QKeySequence("F1"));
    for (QPushButton* button : {notes, charts}) {
        button->setAutoDefault(false);
        button->setMinimumWidth(button->fontMetrics().horizontalAdvance(button->text()) + 16);
    }
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 0, 4, 0);
    row->setSpacing(5);
    row->addWidget(top, 1);
    for (QWidget* widget : {static_cast<QWidget*>(notes), static_cast<QWidget*>(charts), static_cast<QWidget*>(cog),
                            static_cast<QWidget*>(logo)}) {
        row->addWidget(widget);
    }
    connect(top, &QCheckBox::toggled, this, [this](bool on) {
        preferences_.setStayOnTop(on);
        emit stayOnTopChanged(on);
    });
    connect(notes, &QPushButton::clicked, this, &Foot::notesWanted);
    connect(charts, &QPushButton::clicked, this, &Foot::chartsWanted);
    connect(logo, &QToolButton::clicked, this, &Foot::aboutWanted);
    fillMenu();
    connect(&focuser_, &PanelFocuser::changed, this, &Foot::refresh);
    refresh();
}

QAction* Foot::add(const QString& name, const QString& text, const QString& tip, const QString& key) {
    QAction* action = menu_->addAction(text);
    action->setObjectName(name);
    action->setToolTip(tip);
    if (!key.isEmpty()) action->setShortcut(QKeySequence(key));
    return action;
}

void Foot::fillMenu() {
    connect(add("menuFocuserSettings", tr("&Focuser settings"), tr("Limits, speed, compensation, backlash"), "Ctrl+F"),
            &QAction::triggered, this, &Foot::focuserSettingsWanted);
    connect(add("menuConnectionSettings", tr("&Connection settings"), tr("Port, hub, what happens when connecting"),
                "Ctrl+,"),
            &QAction::triggered, this, &Foot::connectionSettingsWanted);
    connect(
        add("menuCalculator", tr("Compensation c&alculator"), tr("Finds the coefficient from focus points"), "Ctrl+T"),
        &QAction::triggered, this, &Foot::calculatorWanted);
    menu_->addSeparator();
    manual_ = add("menuManualControl", tr("&Manual control"), tr("Ticked: the buttons on the device move the focuser"));
    manual_->setCheckable(true);
    connect(manual_, &QAction::triggered, this, [this](bool on) {
        focuser_.command(on ? "F:1" : "F:0", this, [this, on](const QString& problem) {
            if (problem.isEmpty()) return;
            emit said(on ? tr("Manual control was not switched on: %1").arg(problem)
                         : tr("Manual control was not switched off: %1").arg(problem));
            refresh();
        });
    });
    defaults_ = add("menuDefaults", tr("&Reset device to factory defaults..."), tr("Asks first"));
    connect(defaults_, &QAction::triggered, this, &Foot::defaultsWanted);
    menu_->addSeparator();
    QAction* night = add("menuNightMode", tr("&Night mode"), tr("Red on black in every window"), "Ctrl+M");
    night->setCheckable(true);
    night->setChecked(preferences_.nightMode());
    connect(night, &QAction::toggled, this, [this](bool on) {
        preferences_.setNightMode(on);
        emit nightModeChanged(on);
    });
}

QList<QAction*> Foot::shortcuts() const { return menu_->actions(); }

void Foot::refresh() {
    const FocuserState& state = focuser_.state();
    manual_->setEnabled(focuser_.connected());
    defaults_->setEnabled(focuser_.connected());
    if (state.buttons_enabled) manual_->setChecked(*state.buttons_enabled);
}

}  // namespace focus::panel
