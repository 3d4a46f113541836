#include "core/files/appended_file.h"
#include "core/files/handle_windows.h"
#include "core/files/path.h"

namespace focus {

struct AppendedFile::System {
    Handle file;
};

AppendedFile::AppendedFile() = default;
AppendedFile::~AppendedFile() = default;

error_code AppendedFile::open(const std::string& path, For whom) {
    close();
    // Appending without the right to write elsewhere is what makes each write go to the end, whoever else writes.
    const DWORD access = FILE_APPEND_DATA | SYNCHRONIZE | (whom == For::one ? GENERIC_READ : 0U);
    const DWORD others = FILE_SHARE_READ | (whom == For::one ? 0U : FILE_SHARE_WRITE | FILE_SHARE_DELETE);
    Handle file(
        ::CreateFileW(to_path(path).c_str(), access, others, nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file) {
        const error_code error = last_error();
        return error.value() == ERROR_SHARING_VIOLATION ? error_code(Error::busy) : error;
    }
    system_ = std::make_unique<System>(System{std::move(file)});
    return {};
}

void AppendedFile::close() { system_.reset(); }

error_code AppendedFile::append(std::string_view text) {
    DWORD written = 0;
    const auto length = static_cast<DWORD>(text.size());
    if (::WriteFile(system_->file.get(), text.data(), length, &written, nullptr) == 0) return last_error();
    if (written < length) return {ERROR_DISK_FULL, boost::system::system_category()};
    return {};
}

Result<std::uint64_t> AppendedFile::size() const {
    LARGE_INTEGER size{};
    if (::GetFileType(system_->file.get()) != FILE_TYPE_DISK) return std::uint64_t{0};
    if (::GetFileSizeEx(system_->file.get(), &size) == 0) return last_error();
    return static_cast<std::uint64_t>(size.QuadPart);
}

Result<std::string> AppendedFile::read(std::uint64_t offset, std::size_t count) const {
    std::string text(count, '\0');
    DWORD read = 0;
    OVERLAPPED from{};
    from.Offset = static_cast<DWORD>(offset & 0xFFFFFFFFU);
    from.OffsetHigh = static_cast<DWORD>(offset >> 32U);
    if (::ReadFile(system_->file.get(), text.data(), static_cast<DWORD>(count), &read, &from) == 0 &&
        ::GetLastError() != ERROR_HANDLE_EOF) {
        return last_error();
    }
    text.resize(read);
    return text;
}

bool AppendedFile::is_gone() const {
    FILE_STANDARD_INFO about{};
    if (::GetFileInformationByHandleEx(system_->file.get(), FileStandardInfo, &about, sizeof about) == 0) return true;
    return about.DeletePending != 0 || about.NumberOfLinks == 0;
}

// Windows begins by itself, within a second.
void AppendedFile::begin_write_out() {}

}  // namespace focus
