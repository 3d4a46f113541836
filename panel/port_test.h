// PortTest: tries a port in the background, and says what is there. GUI thread; the port is used on a thread of its
// own.
#pragma once

#include <QObject>
#include <QString>
#include <memory>

#include "panel/panel_focuser.h"

namespace focus {
class IoThread;
}

namespace focus::panel {

class PortTest : public QObject {
    Q_OBJECT

public:
    /// `focuser` must outlive it: a port which the panel itself holds answers through it.
    explicit PortTest(const PanelFocuser& focuser, QObject* parent = nullptr);
    ~PortTest() override;

    /// `address`: serial:PORT or tcp:HOST:PORT. `finished` comes within seven seconds, also for what is no address.
    void start(const QString& address);

signals:
    void finished(bool good, const QString& words);

private:
    const PanelFocuser& focuser_;
    std::unique_ptr<IoThread> thread_;
};

}  // namespace focus::panel
