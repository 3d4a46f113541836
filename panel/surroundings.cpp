#include "panel/surroundings.h"

#include <algorithm>
#include <boost/asio/detached.hpp>

#include "alpaca/client/hub_search.h"
#include "core/io_thread.h"

namespace focus::panel {
namespace {

constexpr auto kHubPatience = std::chrono::milliseconds(700);

void add(const FoundHub& hub, QList<FoundFocuser>& list) {
    if (!hub.ours()) return;
    for (const HubFocuser& focuser : hub.focusers) {
        const FoundFocuser found{QString::fromStdString(focuser.address), QString::fromStdString(focuser.name)};
        const bool known = std::any_of(list.begin(), list.end(),
                                       [&](const FoundFocuser& other) { return other.address == found.address; });
        if (!known) list.append(found);
    }
}

asio::awaitable<QList<FoundFocuser>> findFocusers() {
    QList<FoundFocuser> list;
    const FoundHub local = co_await ask_hub(kLocalHub, kHubPatience);
    add(local, list);
    const std::vector<FoundHub> hubs = co_await find_hubs(kHubPatience);
    for (const FoundHub& hub : hubs) {
        add(hub, list);
        // One that asks for a password does not say what it has.
        if (hub.wants_password || hub.fault)
            list.append({"alpaca://" + QString::fromStdString(hub.host_port) + "/0", QString()});
    }
    co_return list;
}

}  // namespace

Surroundings::Surroundings(QObject* parent) : QObject(parent), thread_(std::make_unique<IoThread>()) {}

Surroundings::~Surroundings() { thread_.reset(); }

void Surroundings::look() {
    asio::post(thread_->executor(), [this] {
        QList<SerialPortInfo> ports;
        for (SerialPortInfo& port : list_serial_ports()) ports.append(std::move(port));
        QMetaObject::invokeMethod(
            this, [this, ports] { emit portsFound(ports); }, Qt::QueuedConnection);
    });
    asio::co_spawn(thread_->executor(), findFocusers(),
                   [this](const std::exception_ptr&, const QList<FoundFocuser>& focusers) {
                       QMetaObject::invokeMethod(
                           this, [this, focusers] { emit hubsFound(focusers); }, Qt::QueuedConnection);
                   });
}

}  // namespace focus::panel
