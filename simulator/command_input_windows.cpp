#include <windows.h>
#include <boost/asio/post.hpp>
#include <mutex>
#include <thread>

#include "simulator/command_input.h"

namespace focus::sim {
namespace {

namespace asio = boost::asio;

/// What the reading thread may still hand over to, once it outlives the rest.
struct Gate {
    std::mutex mutex;
    bool open = true;  ///< while it is, the loop is there
};

class WindowsInput final : public CommandInput, public std::enable_shared_from_this<WindowsInput> {
public:
    WindowsInput(const asio::any_io_executor& executor, OnCommand on_command,
                 std::function<void(const std::string&)> say)
        : executor_(executor), on_command_(std::move(on_command)), say_(std::move(say)) {}
    WindowsInput(const WindowsInput&) = delete;
    WindowsInput& operator=(const WindowsInput&) = delete;
    ~WindowsInput() override {
        const std::lock_guard lock(gate_->mutex);
        gate_->open = false;
    }

    void start() {
        const HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
        if (input == nullptr || input == INVALID_HANDLE_VALUE) return;
        // Windows can wait for a console, a pipe and a file in one way only, by a thread that reads. It is in the
        // middle of that when the program ends, which ends it too.
        std::thread([this, input, gate = gate_] {
            char buffer[512];
            DWORD size = 0;
            while (::ReadFile(input, buffer, sizeof buffer, &size, nullptr) != 0 && size != 0) {
                if (!hand_over(*gate, std::string(buffer, size))) return;
            }
            hand_over(*gate, "\n");  // what was typed without a newline is a line too
        }).detach();
    }

private:
    /// On the reading thread. False: nobody is there any more.
    bool hand_over(Gate& gate, std::string text) {
        const std::lock_guard lock(gate.mutex);
        if (!gate.open) return false;
        asio::post(executor_, [weak = weak_from_this(), text = std::move(text)] {
            if (const auto self = weak.lock()) self->take(text);
        });
        return true;
    }

    void take(std::string_view bytes) {
        lines_.take(bytes, [this](std::string_view line) {
            if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
            if (!line.empty()) say_(on_command_(line));
        });
    }

    asio::any_io_executor executor_;
    OnCommand on_command_;
    std::function<void(const std::string&)> say_;
    LineCutter lines_;
    std::shared_ptr<Gate> gate_ = std::make_shared<Gate>();
};

}  // namespace

std::shared_ptr<CommandInput> CommandInput::start(const asio::any_io_executor& executor, OnCommand on_command,
                                                  std::function<void(const std::string&)> say) {
    const auto input = std::make_shared<WindowsInput>(executor, std::move(on_command), std::move(say));
    input->start();
    return input;
}

}  // namespace focus::sim
