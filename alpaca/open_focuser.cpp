#include "alpaca/open_focuser.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include "alpaca/client/alpaca_focuser.h"
#include "core/port/byte_stream.h"
#include "core/serial/serial_focuser.h"

namespace focus {

Result<std::shared_ptr<Focuser>> make_focuser(const asio::any_io_executor& executor, const std::string& address,
                                              bool reset_on_connect) {
    if (std::string cable = stream_address(address); !cable.empty()) {
        SerialOptions options;
        options.address = std::move(cable);
        options.reset_on_connect = reset_on_connect;
        auto focuser = std::make_shared<SerialFocuser>(executor, std::move(options));
        focuser->start();
        return std::shared_ptr<Focuser>(std::move(focuser));
    }
    if (auto hub = AlpacaAddress::parse(address)) {
        auto focuser = std::make_shared<AlpacaFocuser>(executor, *hub);
        focuser->start();
        return std::shared_ptr<Focuser>(std::move(focuser));
    }
    return Error::out_of_range;
}

Task<std::shared_ptr<Focuser>> open_focuser(std::string address, std::chrono::milliseconds patience) {
    const auto executor = co_await asio::this_coro::executor;
    auto made = make_focuser(executor, address);
    if (!made) co_return made.error();
    std::shared_ptr<Focuser> focuser = std::move(*made);
    const auto arrived = std::make_shared<asio::steady_timer>(executor, patience);
    const Subscription watch = focuser->on_change([arrived](const FocuserState& now) {
        if (now.link == Link::connected) arrived->cancel();
    });
    if (focuser->state().link != Link::connected) co_await arrived->async_wait(use_result);
    const FocuserState& state = focuser->state();
    if (state.link != Link::connected) co_return state.fault ? state.fault : error_code(Error::timeout);
    co_return focuser;
}

}  // namespace focus
