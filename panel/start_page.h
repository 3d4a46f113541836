// StartPage: what the panel shows before a connection was ever chosen: the simulated focuser, the serial ports and the
// hubs that were found, a big button each. GUI thread.
#pragma once

#include <QWidget>

#include "panel/surroundings.h"

class QLabel;
class QVBoxLayout;

namespace focus::panel {

class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

    /// Looks for ports and hubs, now and again every few seconds while the page is shown.
    void search();
    /// What a search found; for the search, and for tests that have no hardware.
    void showPorts(const QList<SerialPortInfo>& ports);
    void showHubs(const QList<FoundFocuser>& focusers);

signals:
    void simulatorChosen();
    /// "serial:/dev/..."
    void portChosen(const QString& address);
    /// "alpaca://HOST:PORT/N"
    void hubChosen(const QString& address);

private:
    QWidget* group(const QString& title, QVBoxLayout*& into);

    Surroundings surroundings_;
    QVBoxLayout* ports_ = nullptr;
    QVBoxLayout* hubs_ = nullptr;
    QLabel* no_port_;
    QLabel* no_hub_;
};

}  // namespace focus::panel
