#include "panel/halt_key.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

namespace focus::panel {
namespace {

/// One press passes several objects in turn, and is one halt.
constexpr qint64 kSamePress = 20;  // ms

}  // namespace

HaltKey::HaltKey(const QWidget& button, QObject* parent) : QObject(parent), button_(button) {
    QCoreApplication::instance()->installEventFilter(this);
}

bool HaltKey::eventFilter(QObject*, QEvent* event) {
    if (isEsc(*event) || isClickPastMenu(*event)) emit pressed();
    return false;
}

bool HaltKey::isEsc(const QEvent& event) {
    // A shortcut would not do: a menu or another shortcut on Esc takes it away. The override comes before all of them.
    if (event.type() != QEvent::ShortcutOverride && event.type() != QEvent::KeyPress) return false;
    const auto& key = static_cast<const QKeyEvent&>(event);
    if (key.key() != Qt::Key_Escape || key.isAutoRepeat()) return false;
    if (last_.isValid() && last_.elapsed() < kSamePress) return false;
    last_.start();
    return true;
}

bool HaltKey::isClickPastMenu(const QEvent& event) const {
    const QWidget* menu = QApplication::activePopupWidget();
    if (menu == nullptr || event.type() != QEvent::MouseButtonPress || !button_.isVisible() || !button_.isEnabled()) {
        return false;
    }
    const QPoint at = static_cast<const QMouseEvent&>(event).globalPosition().toPoint();
    return button_.rect().contains(button_.mapFromGlobal(at)) && !menu->rect().contains(menu->mapFromGlobal(at));
}

}  // namespace focus::panel
