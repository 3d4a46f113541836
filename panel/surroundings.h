// Surroundings: what a focuser may be reached by, this computer's serial ports and the hubs of the network. The looking
// is done on a thread of its own; the answers come on the GUI thread.
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <memory>

#include "core/port/port_list.h"

namespace focus {
class IoThread;
}

namespace focus::panel {

struct FoundFocuser {
    QString address;  ///< alpaca://HOST:PORT/N
    QString name;     ///< as its hub calls it; empty if the hub would not say
};

class Surroundings : public QObject {
    Q_OBJECT

public:
    explicit Surroundings(QObject* parent = nullptr);
    ~Surroundings() override;

    /// Looks once; each signal comes once, ports at once, hubs within two seconds. The hub on this computer is asked
    /// even if it does not answer discovery.
    void look();

signals:
    void portsFound(const QList<focus::SerialPortInfo>& ports);
    void hubsFound(const QList<focus::panel::FoundFocuser>& focusers);

private:
    std::unique_ptr<IoThread> thread_;
};

}  // namespace focus::panel
