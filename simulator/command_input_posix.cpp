#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <fcntl.h>
#include <unistd.h>

#include "simulator/command_input.h"

namespace focus::sim {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

class PosixInput final : public CommandInput, public std::enable_shared_from_this<PosixInput> {
public:
    PosixInput(const asio::any_io_executor& executor, OnCommand on_command, std::function<void(const std::string&)> say)
        : input_(executor), on_command_(std::move(on_command)), say_(std::move(say)) {}
    void start();

private:
    void read();
    void take(std::string_view bytes);

    asio::posix::stream_descriptor input_;
    OnCommand on_command_;
    std::function<void(const std::string&)> say_;
    LineCutter lines_;
    std::array<char, 512> buffer_{};
};

void PosixInput::start() {
    // A description of our own where the system gives one: the loop makes it non-blocking, and a shell that shares a
    // terminal with us must not notice.
    int fd = ::open("/proc/self/fd/0", O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (fd < 0) fd = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
    if (fd < 0) return;
    error_code unpollable;
    input_.assign(fd, unpollable);
    if (!unpollable) return read();
    // A file or /dev/null cannot be waited for: all of it is there now.
    ssize_t size = 0;
    while ((size = ::read(fd, buffer_.data(), buffer_.size())) > 0)
        take({buffer_.data(), static_cast<std::size_t>(size)});
    if (!lines_.rest().empty()) take("\n");
    ::close(fd);
}

void PosixInput::take(std::string_view bytes) {
    lines_.take(bytes, [this](std::string_view line) {
        if (!line.empty()) say_(on_command_(line));
    });
}

void PosixInput::read() {
    input_.async_read_some(asio::buffer(buffer_), [weak = weak_from_this()](error_code error, std::size_t size) {
        const auto self = weak.lock();
        if (!self) return;
        self->take({self->buffer_.data(), size});
        if (!error) return self->read();
        if (!self->lines_.rest().empty()) self->take("\n");
        error_code ignored;
        self->input_.close(ignored);
    });
}

}  // namespace

std::shared_ptr<CommandInput> CommandInput::start(const asio::any_io_executor& executor, OnCommand on_command,
                                                  std::function<void(const std::string&)> say) {
    const auto input = std::make_shared<PosixInput>(executor, std::move(on_command), std::move(say));
    input->start();
    return input;
}

}  // namespace focus::sim
