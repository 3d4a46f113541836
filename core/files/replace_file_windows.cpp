#include <algorithm>
#include <atomic>

#include "core/files/handle_windows.h"
#include "core/files/path.h"
#include "core/files/replace_file.h"

namespace focus {
namespace {

namespace fs = std::filesystem;

constexpr DWORD kAnyoneElse = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

bool write_all(HANDLE file, const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
        const DWORD part = static_cast<DWORD>(std::min<std::size_t>(text.size() - done, 1U << 20U));
        DWORD written = 0;
        if (::WriteFile(file, text.data() + done, part, &written, nullptr) == 0) return false;
        done += written;
    }
    return ::FlushFileBuffers(file) != 0;
}

/// Beside the target, of a name that no other program and no other call has.
fs::path temporary_beside(const fs::path& target) {
    static std::atomic<unsigned> calls = 0;
    fs::path name = target;
    name += L"." + std::to_wstring(::GetCurrentProcessId()) + L"-" + std::to_wstring(++calls);
    return name;
}

/// ReplaceFile keeps who may use the old file, but wants one to be there.
bool put_in_place(const fs::path& fresh, const fs::path& target) {
    if (::ReplaceFileW(target.c_str(), fresh.c_str(), nullptr, REPLACEFILE_IGNORE_MERGE_ERRORS, nullptr, nullptr) != 0)
        return true;
    return ::MoveFileExW(fresh.c_str(), target.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) != 0;
}

}  // namespace

std::string read_whole_file(const std::string& path, std::size_t largest, std::string& why) {
    const Handle file(::CreateFileW(to_path(path).c_str(), GENERIC_READ, kAnyoneElse, nullptr, OPEN_EXISTING,
                                    FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file) {
        const auto error = last_error();
        if (error.value() != ERROR_FILE_NOT_FOUND && error.value() != ERROR_PATH_NOT_FOUND) why = error.message();
        return {};
    }
    std::string text;
    char chunk[65536];
    for (;;) {
        DWORD count = 0;
        if (::ReadFile(file.get(), chunk, sizeof chunk, &count, nullptr) == 0) why = last_error().message();
        if (count == 0) return text;
        text.append(chunk, count);
        if (text.size() > largest) {
            why = "larger than " + std::to_string(largest >> 20U) + " MiB";
            return {};
        }
    }
}

std::string replace_file(const std::string& path, const std::string& text) {
    std::error_code bad;
    const fs::path followed = fs::weakly_canonical(to_path(path), bad);
    const fs::path target = bad ? to_path(path) : followed;
    fs::create_directories(target.parent_path(), bad);
    const fs::path fresh = temporary_beside(target);
    Handle file(::CreateFileW(fresh.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file) return last_error().message();
    bool good = write_all(file.get(), text);
    std::string why = good ? "" : last_error().message();
    file.close();
    if (good && !put_in_place(fresh, target)) {
        good = false;
        why = last_error().message();
    }
    if (!good) ::DeleteFileW(fresh.c_str());
    return why;
}

}  // namespace focus
