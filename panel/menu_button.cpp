#include "panel/menu_button.h"

#include <QEvent>

namespace focus::panel {

SymbolButton::SymbolButton(Symbol symbol, QWidget* parent) : QToolButton(parent), symbol_(symbol) {
    setIconSize({20, 20});
    setFocusPolicy(Qt::StrongFocus);
    setIcon(panel::icon(symbol_, palette().color(QPalette::ButtonText)));
}

void SymbolButton::changeEvent(QEvent* event) {
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) setIcon(panel::icon(symbol_, palette().color(QPalette::ButtonText)));
}

MenuButton::MenuButton(QMenu& menu, Symbol symbol, const QKeySequence& key, QWidget* parent)
    : SymbolButton(symbol, parent) {
    setShortcut(key);
    connect(this, &QToolButton::clicked, this, [this, &menu] { menu.popup(mapToGlobal(rect().bottomLeft())); });
}

}  // namespace focus::panel
