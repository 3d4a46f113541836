// AlpacaServer alone, in front of a focuser that never changes: what the server costs without hub and cable.
// `bench_alpaca PORT`.
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <cstdlib>

#include "alpaca/server/alpaca_server.h"

namespace {

using namespace focus;

class ConstantFocuser final : public Focuser {
public:
    ConstantFocuser() {
        state_.link = Link::connected;
        state_.position = state_.target = Position(1000);
        state_.settings.emplace();
    }
    const FocuserState& state() const override {
        state_.read_at = Clock::now();
        return state_;
    }
    Subscription on_change(std::function<void(const FocuserState&)>) override { return Subscription(); }
    Task<void> move_to(Position) override { co_return Result<void>(); }
    Task<void> halt() override { co_return Result<void>(); }
    Task<void> sync(Position) override { co_return Result<void>(); }
    Task<void> set_compensation(bool) override { co_return Result<void>(); }
    Task<DeviceSettings> settings() override { co_return *state_.settings; }
    Task<DeviceSettings> change(SettingsEdit) override { co_return *state_.settings; }
    Task<std::string> command(std::string line) override { co_return line; }

private:
    mutable FocuserState state_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    boost::asio::io_context io(1);
    AlpacaOptions options;
    options.listen = {"127.0.0.1"};
    options.port = static_cast<unsigned short>(std::atoi(argv[1]));
    options.discovery_port = 0;
    AlpacaServer server(io.get_executor(), options);
    AlpacaDevice device;
    device.focuser = std::make_shared<ConstantFocuser>();
    device.name = "FocuserLink";
    server.add(std::move(device));
    if (!server.start()) {
        std::fprintf(stderr, "%s\n", server.failure().c_str());
        return 1;
    }
    io.run();
}
