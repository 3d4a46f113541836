#include "panel/port_test.h"

#include <boost/asio/detached.hpp>

#include "core/io_thread.h"
#include "core/serial/port_test.h"

namespace focus::panel {

PortTest::PortTest(const PanelFocuser& focuser, QObject* parent) : QObject(parent), focuser_(focuser) {}

PortTest::~PortTest() { thread_.reset(); }

void PortTest::start(const QString& address) {
    const auto tell = [this](bool good, const QString& words) {
        QMetaObject::invokeMethod(
            this, [this, good, words] { emit finished(good, words); }, Qt::QueuedConnection);
    };
    const FocuserState& state = focuser_.state();
    if (focuser_.isOpen() && same_port(state.address, address.toStdString())) {
        const QString what = QString::fromStdString(describe_focuser(state));
        const QString fault = QString::fromStdString(state.fault_text);
        return tell(focuser_.connected(), focuser_.connected() ? tr("It answers this panel already: %1").arg(what)
                                          : fault.isEmpty()    ? tr("This panel is connecting to it.")
                                                               : fault);
    }
    if (!thread_) thread_ = std::make_unique<IoThread>();
    asio::co_spawn(thread_->executor(), test_port(address.toStdString()),
                   [tell](const std::exception_ptr&, const TestedPort& tested) {
                       tell(tested.good, QString::fromStdString(tested.words));
                   });
}

}  // namespace focus::panel
