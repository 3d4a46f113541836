// AboutWindow: what is running: the program, the firmware, the state of the protocol, the licences. GUI thread.
#pragma once

#include <QUrl>
#include <QWidget>
#include <functional>

#include "panel/panel_focuser.h"

class QLabel;
class QTimer;

namespace focus::panel {

class AboutWindow : public QWidget {
    Q_OBJECT

public:
    explicit AboutWindow(PanelFocuser& focuser, QWidget* parent = nullptr);

    /// What opens the data folder, the desktop's file manager by default; gives whether it could.
    void setOpener(std::function<bool(const QUrl&)> opener) { open_ = std::move(opener); }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void assemble();
    void refresh();
    void openFolder();

    PanelFocuser& focuser_;
    std::function<bool(const QUrl&)> open_;
    QTimer* ticks_;
    QLabel* logo_;
    QLabel* firmware_;
    QLabel* protocol_;
    QLabel* answer_;
    QLabel* restarts_;
    QLabel* message_;
};

}  // namespace focus::panel
