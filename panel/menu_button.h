// MenuButton: a small button with a symbol that opens a menu without waiting for it. QToolButton's own way to do this
// runs a loop of its own.
#pragma once

#include <QKeySequence>
#include <QMenu>
#include <QToolButton>

#include "panel/theme.h"

namespace focus::panel {

/// A button with a symbol in the colours of the palette, day and night.
class SymbolButton : public QToolButton {
    Q_OBJECT

public:
    explicit SymbolButton(Symbol symbol, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    Symbol symbol_;
};

class MenuButton : public SymbolButton {
    Q_OBJECT

public:
    MenuButton(QMenu& menu, Symbol symbol, const QKeySequence& key, QWidget* parent = nullptr);
};

}  // namespace focus::panel
