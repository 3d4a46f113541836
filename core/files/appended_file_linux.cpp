#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/files/appended_file.h"

namespace focus {
namespace {

error_code last_error() { return {errno, boost::system::system_category()}; }

}  // namespace

struct AppendedFile::System {
    explicit System(int descriptor) : fd(descriptor) {}
    System(const System&) = delete;
    System& operator=(const System&) = delete;
    ~System() {
        if (fd >= 0) ::close(fd);
    }
    int fd;
};

AppendedFile::AppendedFile() = default;
AppendedFile::~AppendedFile() = default;

error_code AppendedFile::open(const std::string& path, For whom) {
    close();
    // Not blocking: a named pipe would wait for a reader.
    const int access = whom == For::one ? O_RDWR : O_WRONLY;
    auto opened =
        std::make_unique<System>(::open(path.c_str(), access | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0644));
    if (opened->fd < 0) return last_error();
    if (whom == For::one && ::flock(opened->fd, LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK ? error_code(Error::busy) : last_error();
    }
    system_ = std::move(opened);
    return {};
}

void AppendedFile::close() { system_.reset(); }

error_code AppendedFile::append(std::string_view text) {
    const ssize_t n = ::write(system_->fd, text.data(), text.size());
    if (n < 0) return last_error();
    if (static_cast<std::size_t>(n) < text.size()) return {ENOSPC, boost::system::system_category()};
    return {};
}

Result<std::uint64_t> AppendedFile::size() const {
    struct stat status {};
    if (::fstat(system_->fd, &status) != 0) return last_error();
    return S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
}

Result<std::string> AppendedFile::read(std::uint64_t offset, std::size_t count) const {
    std::string text(count, '\0');
    const ssize_t n = ::pread(system_->fd, text.data(), text.size(), static_cast<off_t>(offset));
    if (n < 0) return last_error();
    text.resize(static_cast<std::size_t>(n));
    return text;
}

bool AppendedFile::is_gone() const {
    struct stat status {};
    return ::fstat(system_->fd, &status) != 0 || status.st_nlink == 0;
}

void AppendedFile::begin_write_out() { (void)::sync_file_range(system_->fd, 0, 0, SYNC_FILE_RANGE_WRITE); }

}  // namespace focus
