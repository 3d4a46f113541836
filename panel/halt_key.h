// HaltKey: Esc in any window of the program, whatever has the focus, a menu or a dialog included; and a click on HALT
// while a menu is open, which would only close the menu otherwise. GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QWidget>

namespace focus::panel {

class HaltKey : public QObject {
    Q_OBJECT

public:
    /// From now on until it is destroyed. `button` is HALT itself, which must outlive it.
    explicit HaltKey(const QWidget& button, QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void pressed();

private:
    bool isEsc(const QEvent& event);
    bool isClickPastMenu(const QEvent& event) const;

    const QWidget& button_;
    QElapsedTimer last_;
};

}  // namespace focus::panel
