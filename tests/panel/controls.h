// Finding and using a window's controls by object name, as a user would.
#pragma once

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

#include "tests/panel/patience.h"

namespace focus::panel {

template <class T = QWidget>
T* control(QObject& window, const char* name) {
    T* found = window.findChild<T*>(QString::fromLatin1(name));
    if (found == nullptr) qFatal("no control named %s", name);
    return found;
}

/// As the user reads it: without the places where a path may break (panel/breakable.h).
inline QString text(QObject& window, const char* name) {
    return control<QLabel>(window, name)->text().remove(QChar(0x200B));
}

inline void click(QObject& window, const char* name) {
    QTest::mouseClick(control<QWidget>(window, name), Qt::LeftButton);
}

inline void enter(QObject& window, const char* name, const QString& typed) {
    auto* field = control<QWidget>(window, name);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, typed);
}

/// Clicks an entry of a menu that is open, or about to open.
inline void pick(QObject& window, const char* menu, const char* action) {
    auto* opened = control<QMenu>(window, menu);
    QVERIFY(waitFor([&] { return opened->isVisible(); }));
    auto* entry = control<QAction>(window, action);
    QTest::mouseClick(opened, Qt::LeftButton, {}, opened->actionGeometry(entry).center());
}

/// Chooses an entry of the menu that this button opens, by mouse.
inline void choose(QObject& window, const char* button, const char* menu, const char* action) {
    click(window, button);
    pick(window, menu, action);
}

}  // namespace focus::panel
