#include <windows.h>

#include "com/started_program.h"
#include "com/wide_text_windows.h"

namespace focus::com {

struct StartedProgram::Impl {
    HANDLE process = nullptr;
    ~Impl() { CloseHandle(process); }
};

Result<StartedProgram> StartedProgram::start(const std::string& path, const std::vector<std::string>& arguments) {
    std::string line = "\"" + path + "\"";
    for (const std::string& argument : arguments) line += " " + argument;
    std::wstring wide_line = wide(line);  // CreateProcess may write into it
    STARTUPINFOW startup{};
    startup.cb = sizeof startup;
    PROCESS_INFORMATION process{};
    // It must not hold our folder or our handles: it outlives us.
    const std::wstring folder = wide(path.substr(0, path.find_last_of("\\/")));
    if (CreateProcessW(wide(path).c_str(), wide_line.data(), nullptr, nullptr, FALSE,
                       CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP, nullptr, folder.c_str(), &startup, &process) == 0) {
        return error_code(static_cast<int>(GetLastError()), boost::system::system_category());
    }
    CloseHandle(process.hThread);
    auto impl = std::make_unique<Impl>();
    impl->process = process.hProcess;
    return StartedProgram(std::move(impl));
}

std::optional<int> StartedProgram::exit_code() const {
    if (WaitForSingleObject(impl_->process, 0) != WAIT_OBJECT_0) return std::nullopt;
    DWORD code = 0;
    GetExitCodeProcess(impl_->process, &code);
    return static_cast<int>(code);
}

StartedProgram::StartedProgram(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
StartedProgram::StartedProgram(StartedProgram&&) noexcept = default;
StartedProgram::~StartedProgram() = default;

}  // namespace focus::com
