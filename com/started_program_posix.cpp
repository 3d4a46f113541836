// Where the driver's own tests run; the driver itself is for Windows.
#include <cerrno>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "com/started_program.h"

namespace focus::com {

struct StartedProgram::Impl {
    pid_t pid = 0;
    mutable std::optional<int> code;
};

Result<StartedProgram> StartedProgram::start(const std::string& path, const std::vector<std::string>& arguments) {
    std::vector<char*> words{const_cast<char*>(path.c_str())};
    for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    auto impl = std::make_unique<Impl>();
    const int failed = ::posix_spawn(&impl->pid, path.c_str(), nullptr, nullptr, words.data(), environ);
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

StartedProgram::StartedProgram(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
StartedProgram::StartedProgram(StartedProgram&&) noexcept = default;
StartedProgram::~StartedProgram() = default;

}  // namespace focus::com
