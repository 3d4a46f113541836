#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/process/started_program.h"

namespace focus {
namespace {

/// What posix_spawn is told, freed at the end.
struct Orders {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;

    explicit Orders(const std::string& words) {
        constexpr int kAppend = O_WRONLY | O_CREAT | O_APPEND;
        ::posix_spawn_file_actions_init(&files);
        ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_addopen(&files, 1, words.empty() ? "/dev/null" : words.c_str(), kAppend | O_TRUNC,
                                           0600);
        ::posix_spawn_file_actions_adddup2(&files, 1, 2);
        // Of all that we hold open it gets nothing: Asio's sockets would go with it.
        ::posix_spawn_file_actions_addclosefrom_np(&files, 3);
        // Nor the folder that we were started in.
        ::posix_spawn_file_actions_addchdir_np(&files, "/");
        ::posix_spawnattr_init(&attributes);
        // A session of its own: it outlives us and the terminal we were started from.
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    }
    Orders(const Orders&) = delete;
    Orders& operator=(const Orders&) = delete;
    ~Orders() {
        ::posix_spawn_file_actions_destroy(&files);
        ::posix_spawnattr_destroy(&attributes);
    }
};

}  // namespace

struct StartedProgram::Impl {
    pid_t pid = 0;
    mutable std::optional<int> code;
};

Result<StartedProgram> StartedProgram::start(const std::string& path, const std::vector<std::string>& arguments,
                                             const std::string& words) {
    std::vector<char*> line{const_cast<char*>(path.c_str())};
    for (const std::string& argument : arguments) line.push_back(const_cast<char*>(argument.c_str()));
    line.push_back(nullptr);
    auto impl = std::make_unique<Impl>();
    const Orders orders(words);
    const int failed = ::posix_spawn(&impl->pid, path.c_str(), &orders.files, &orders.attributes, line.data(), environ);
    if (failed != 0) return error_code(failed, boost::system::system_category());
    return StartedProgram(std::move(impl));
}

std::optional<int> StartedProgram::exit_code() const {
    int status = 0;
    if (!impl_->code && ::waitpid(impl_->pid, &status, WNOHANG) == impl_->pid) {
        impl_->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    return impl_->code;
}

long StartedProgram::id() const { return impl_->pid; }

StartedProgram::StartedProgram(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
StartedProgram::StartedProgram(StartedProgram&&) noexcept = default;
StartedProgram& StartedProgram::operator=(StartedProgram&& other) noexcept {
    impl_.swap(other.impl_);  // whose destructor asks once more
    return *this;
}
/// Else the system keeps what has ended until we end.
StartedProgram::~StartedProgram() {
    if (impl_) (void)exit_code();
}

}  // namespace focus
