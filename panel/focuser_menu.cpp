#include "panel/focuser_menu.h"

#include <QActionGroup>
#include <QKeyEvent>
#include <QMouseEvent>

namespace focus::panel {

FocuserMenu::FocuserMenu(StoredPositions& positions, Preferences& preferences, QWidget* parent)
    : QMenu(parent),
      positions_(positions),
      preferences_(preferences),
      coarse_(new QMenu(tr("&Coarse multiplier"), this)) {
    setObjectName("focuserMenu");
    setToolTipsVisible(true);
    coarse_->setObjectName("coarseMenu");
    coarse_->menuAction()->setObjectName("coarseMultiplier");
    coarse_->menuAction()->setToolTip(tr("How many fine steps -- and ++ move"));
    auto* group = new QActionGroup(this);
    for (int times = 2; times <= 10; ++times) {
        QAction* action = coarse_->addAction(tr("%1 x fine step").arg(times));
        action->setObjectName(QStringLiteral("coarse%1").arg(times));
        action->setCheckable(true);
        action->setChecked(times == preferences_.coarseMultiplier());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, times] {
            preferences_.setCoarseMultiplier(times);
            emit coarseMultiplierChanged();
        });
    }
    connect(&positions_, &StoredPositions::changed, this, &FocuserMenu::fill);
    fill();
}

void FocuserMenu::fill() {
    // Actions are freed later: one of them may be the reason why the list is made anew.
    for (QAction* action : actions()) {
        removeAction(action);
        if (action != coarse_->menuAction()) action->deleteLater();
    }
    entries_.clear();
    const auto own = [](QAction* action, const char* name, const QString& tip) {
        action->setObjectName(name);
        action->setToolTip(tip);
        return action;
    };
    connect(own(addAction(tr("&Add position...")), "addPosition", tr("Stores a position under a name")),
            &QAction::triggered, this, &FocuserMenu::addWanted);
    if (!positions_.all().empty()) addSeparator();
    int number = 0;
    for (const StoredPosition& stored : positions_.all()) {
        QString name = stored.name;
        QAction* action = addAction(name.replace('&', "&&") + '\t' + QString::number(stored.position));
        own(action, "", tr("Copies %1 into the absolute field; right click: edit, delete").arg(stored.position));
        action->setObjectName(QStringLiteral("storedPosition%1").arg(number++));
        connect(action, &QAction::triggered, this, [this, at = stored.position] { emit chosen(at); });
        entries_.push_back(action);
    }
    addSeparator();
    addMenu(coarse_);
    connect(own(addAction(tr("&Focuser settings")), "focuserSettings", tr("Limits, speed, compensation, backlash")),
            &QAction::triggered, this, &FocuserMenu::settingsWanted);
}

bool FocuserMenu::isPosition(const QAction* action) const {
    return std::find(entries_.begin(), entries_.end(), action) != entries_.end();
}

void FocuserMenu::edit(std::size_t index) {
    hide();
    emit editWanted(index);
}

void FocuserMenu::openEditMenu(const QAction* action, const QPoint& at) {
    const auto index = static_cast<std::size_t>(entries_.indexOf(action));
    auto* menu = new QMenu(this);
    menu->setObjectName("positionMenu");
    connect(menu, &QMenu::aboutToHide, menu, &QObject::deleteLater);
    QAction* change = menu->addAction(tr("&Edit..."));
    change->setObjectName("editPosition");
    connect(change, &QAction::triggered, this, [this, index] { edit(index); });
    QAction* remove = menu->addAction(tr("&Delete"));
    remove->setObjectName("deletePosition");
    connect(remove, &QAction::triggered, this, [this, index] {
        hide();
        positions_.remove(index);
    });
    menu->popup(at);
}

void FocuserMenu::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::RightButton && isPosition(actionAt(event->position().toPoint()))) return event->accept();
    QMenu::mousePressEvent(event);
}

void FocuserMenu::mouseReleaseEvent(QMouseEvent* event) {
    QAction* action = actionAt(event->position().toPoint());
    if (event->button() == Qt::RightButton && isPosition(action)) {
        openEditMenu(action, event->globalPosition().toPoint());
        return event->accept();
    }
    QMenu::mouseReleaseEvent(event);
}

void FocuserMenu::keyPressEvent(QKeyEvent* event) {
    QAction* action = activeAction();
    if (isPosition(action)) {
        const auto index = static_cast<std::size_t>(entries_.indexOf(action));
        switch (event->key()) {
            case Qt::Key_Menu: return openEditMenu(action, mapToGlobal(actionGeometry(action).center()));
            case Qt::Key_F2: return edit(index);
            case Qt::Key_Delete: return positions_.remove(index);
            default: break;
        }
    }
    QMenu::keyPressEvent(event);
}

}  // namespace focus::panel
