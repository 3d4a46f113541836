#include "core/files/handle_windows.h"
#include "core/files/path.h"
#include "core/process/started_program.h"

namespace focus {
namespace {

/// Of all our handles the program gets this one alone: what else it held would stay open as long as it runs.
class Heir {
public:
    explicit Heir(HANDLE handle) : handle_(handle) {
        SIZE_T size = 0;
        ::InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        room_.resize(size);
        ::InitializeProcThreadAttributeList(list(), 1, 0, &size);
        ::UpdateProcThreadAttribute(list(), 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, &handle_, sizeof handle_, nullptr,
                                    nullptr);
    }
    Heir(const Heir&) = delete;
    Heir& operator=(const Heir&) = delete;
    ~Heir() { ::DeleteProcThreadAttributeList(list()); }

    LPPROC_THREAD_ATTRIBUTE_LIST list() { return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(room_.data()); }

private:
    HANDLE handle_;
    std::vector<char> room_;
};

}  // namespace

struct StartedProgram::Impl {
    Handle process;
    long id = 0;
};

Result<StartedProgram> StartedProgram::start(const std::string& path, const std::vector<std::string>& arguments,
                                             const std::string& words) {
    const std::filesystem::path program = to_path(path);
    std::wstring line = L"\"" + program.wstring() + L"\"";  // CreateProcess may write into it
    for (const std::string& argument : arguments) line += L" \"" + to_path(argument).wstring() + L"\"";
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    const std::wstring output = words.empty() ? std::wstring(L"NUL") : to_path(words).wstring();
    const Handle file(::CreateFileW(output.c_str(), GENERIC_WRITE,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, &inherited,
                                    words.empty() ? OPEN_EXISTING : CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file) return last_error();
    Heir heir(file.get());
    STARTUPINFOEXW startup{};
    startup.StartupInfo.cb = sizeof startup;
    startup.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    startup.StartupInfo.hStdOutput = file.get();
    startup.StartupInfo.hStdError = file.get();
    startup.lpAttributeList = heir.list();
    // It must not hold the folder that we were started in: it outlives us.
    const std::wstring folder = program.parent_path().wstring();
    PROCESS_INFORMATION process{};
    const auto create = [&](DWORD more) {
        return ::CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, TRUE,
                                CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP | EXTENDED_STARTUPINFO_PRESENT | more,
                                nullptr, folder.empty() ? nullptr : folder.c_str(), &startup.StartupInfo,
                                &process) != 0;
    };
    // Not in a job that may end all its programs with the one that started us, unless that job insists.
    bool started = create(CREATE_BREAKAWAY_FROM_JOB);
    if (!started && ::GetLastError() == ERROR_ACCESS_DENIED) started = create(0);
    if (!started) return last_error();
    ::CloseHandle(process.hThread);
    auto impl = std::make_unique<Impl>();
    impl->process = Handle(process.hProcess);
    impl->id = static_cast<long>(process.dwProcessId);
    return StartedProgram(std::move(impl));
}

std::optional<int> StartedProgram::exit_code() const {
    if (::WaitForSingleObject(impl_->process.get(), 0) != WAIT_OBJECT_0) return std::nullopt;
    DWORD code = 0;
    ::GetExitCodeProcess(impl_->process.get(), &code);
    return static_cast<int>(code);
}

long StartedProgram::id() const { return impl_->id; }

StartedProgram::StartedProgram(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
StartedProgram::StartedProgram(StartedProgram&&) noexcept = default;
StartedProgram& StartedProgram::operator=(StartedProgram&&) noexcept = default;
StartedProgram::~StartedProgram() = default;

}  // namespace focus
