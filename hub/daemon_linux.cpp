#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hub/daemon.h"
#include "hub/notify_systemd.h"

namespace focus {

struct Daemon::System {
    System(const boost::asio::any_io_executor& executor, std::function<void()> end)
        : systemd(executor), signals(executor, SIGTERM, SIGINT) {
        signals.async_wait([end = std::move(end)](const boost::system::error_code& cancelled, int) {
            if (!cancelled) end();
        });
    }

    NotifySystemd systemd;
    boost::asio::signal_set signals;
};

Daemon::Daemon(const boost::asio::any_io_executor& executor, std::function<void()> end)
    : system_(std::make_unique<System>(executor, std::move(end))) {}

Daemon::~Daemon() = default;

void Daemon::ready() { system_->systemd.ready(); }

void Daemon::stopping() { system_->systemd.stopping(); }

void prepare_output() { std::signal(SIGPIPE, SIG_IGN); }

std::string open_in_browser(const std::string& page) {
    // The shell ends at once, so that there is nobody to wait for later.
    std::string words[] = {"sh", "-c", "command -v xdg-open && { xdg-open \"$0\" & }", page};
    char* const arguments[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(), nullptr};
    posix_spawn_file_actions_t silence;
    ::posix_spawn_file_actions_init(&silence);
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        ::posix_spawn_file_actions_addopen(&silence, descriptor, "/dev/null", O_RDWR, 0);
    }
    pid_t shell = 0;
    const int error = ::posix_spawnp(&shell, "sh", &silence, nullptr, arguments, environ);
    ::posix_spawn_file_actions_destroy(&silence);
    int status = 0;
    const bool ran = error == 0 && ::waitpid(shell, &status, 0) == shell && status == 0;
    return ran ? std::string() : "there is no xdg-open on this computer";
}

StartWithSession start_with_session(bool on) {
    const std::string command = on ? "systemctl --user enable --now" : "systemctl --user disable --now";
    return {false, "Here systemd starts the hub with the session: " + command + " focuserlinkd"};
}

}  // namespace focus
