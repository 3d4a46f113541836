#include <algorithm>
#include <atomic>
#include <cstring>
#include <vector>

#include "core/files/handle_windows.h"
#include "core/files/path.h"
#include "core/files/replace_file.h"

namespace focus {
namespace {

namespace fs = std::filesystem;

constexpr DWORD kAnyoneElse = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
// Virus scanners and indexers hold a file that has just been written for some milliseconds, and so does whoever
// replaces it.
constexpr int kTries = 25;
constexpr DWORD kBetweenTries = 20;
/// Of what Windows denies, most is denied for good.
constexpr int kTriesOfDenied = 5;

bool is_held(DWORD error) {
    return error == ERROR_SHARING_VIOLATION || error == ERROR_LOCK_VIOLATION || error == ERROR_ACCESS_DENIED ||
           error == ERROR_DELETE_PENDING;
}

/// Empty: it cannot be opened; GetLastError says why.
Handle open_when_free(const fs::path& path, DWORD access) {
    for (int tries = 0;; ++tries) {
        Handle file(
            ::CreateFileW(path.c_str(), access, kAnyoneElse, nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr));
        const DWORD error = ::GetLastError();
        if (file || !is_held(error) || tries == (error == ERROR_ACCESS_DENIED ? kTriesOfDenied : kTries)) return file;
        ::Sleep(kBetweenTries);
    }
}

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

/// What a link leads to, so that it stays one. A path of another computer is taken as it is: GCC's library knows no
/// \\server\share and would find the rest on this computer's drive.
fs::path behind_links(const fs::path& path) {
    const std::wstring& text = path.native();
    const auto separates = [&](std::size_t at) { return at < text.size() && (text[at] == L'/' || text[at] == L'\\'); };
    std::error_code bad;
    if (separates(0) && separates(1)) return path;
    const fs::path followed = fs::weakly_canonical(path, bad);
    return bad ? path : followed;
}

/// Who may use the old file may use the new one. Its attributes and further streams are not kept.
void keep_rights(const fs::path& old, const fs::path& fresh) {
    DWORD size = 0;
    ::GetFileSecurityW(old.c_str(), DACL_SECURITY_INFORMATION, nullptr, 0, &size);
    std::vector<char> rights(size);
    if (::GetFileSecurityW(old.c_str(), DACL_SECURITY_INFORMATION, rights.data(), size, &size) != 0) {
        ::SetFileSecurityW(fresh.c_str(), DACL_SECURITY_INFORMATION, rights.data());
    }
}

bool may_never_be_replaced(const fs::path& target) {
    const DWORD attributes = ::GetFileAttributesW(target.c_str());
    return attributes != INVALID_FILE_ATTRIBUTES &&
           (attributes & (FILE_ATTRIBUTE_READONLY | FILE_ATTRIBUTE_DIRECTORY)) != 0;
}

/// As POSIX renames: also over a file that somebody reads, who goes on with the old one. NTFS of this computer can do
/// that; others refuse.
bool rename_over(const Handle& file, const fs::path& target) {
    constexpr DWORD kReplaceAsPosix = 3;  // FILE_RENAME_REPLACE_IF_EXISTS, _POSIX_SEMANTICS
    constexpr auto kRenameEx = static_cast<FILE_INFO_BY_HANDLE_CLASS>(22);  // FileRenameInfoEx
    std::wstring name(32768, L'\0');                                        // the longest there is
    name.resize(::GetFullPathNameW(target.c_str(), static_cast<DWORD>(name.size()), name.data(), nullptr));
    std::vector<char> room(sizeof(FILE_RENAME_INFO) + name.size() * sizeof(wchar_t));
    FILE_RENAME_INFO info{};
    info.FileNameLength = static_cast<DWORD>(name.size() * sizeof(wchar_t));
    std::memcpy(room.data(), &info, sizeof info);
    std::memcpy(room.data(), &kReplaceAsPosix, sizeof kReplaceAsPosix);  // in a union with the flag that is there
    std::memcpy(room.data() + offsetof(FILE_RENAME_INFO, FileName), name.data(), info.FileNameLength);
    return ::SetFileInformationByHandle(file.get(), kRenameEx, room.data(), static_cast<DWORD>(room.size())) != 0;
}

bool put_in_place(const fs::path& fresh, const fs::path& target) {
    if (may_never_be_replaced(target)) {
        ::SetLastError(ERROR_ACCESS_DENIED);
        return false;
    }
    // Opened before the rights change: those of the old file may not let it be renamed.
    const Handle file = open_when_free(fresh, DELETE | SYNCHRONIZE);
    keep_rights(target, fresh);
    for (int tries = kTries;; --tries) {
        if (file && rename_over(file, target)) return true;
        if (::MoveFileExW(fresh.c_str(), target.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) != 0)
            return true;
        if (tries == 0 || !is_held(::GetLastError())) return false;
        ::Sleep(kBetweenTries);
    }
}

}  // namespace

std::string read_whole_file(const std::string& path, std::size_t largest, std::string& why) {
    const Handle file = open_when_free(to_path(path), GENERIC_READ);
    const DWORD error = ::GetLastError();
    if (!file) {
        if (error != ERROR_FILE_NOT_FOUND && error != ERROR_PATH_NOT_FOUND) why = last_error(error).message();
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
    const fs::path target = behind_links(to_path(path));
    std::error_code bad;
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
