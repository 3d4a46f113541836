#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

#include "core/files/replace_file.h"

namespace focus {
namespace {

/// Closes a descriptor at the end of a scope.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

private:
    int fd_;
};

std::string reason() { return std::strerror(errno); }

bool write_all(int fd, const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t n = ::write(fd, text.data() + done, text.size() - done);
        if (n < 0) return false;
        done += static_cast<std::size_t>(n);
    }
    return ::fsync(fd) == 0;
}

}  // namespace

std::string read_whole_file(const std::string& path, std::size_t largest, std::string& why) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        if (errno != ENOENT) why = reason();
        return {};
    }
    std::string text;
    char chunk[65536];
    for (;;) {
        const ssize_t n = ::read(file.get(), chunk, sizeof chunk);
        if (n < 0) why = reason();
        if (n <= 0) return text;
        text.append(chunk, static_cast<std::size_t>(n));
        if (text.size() > largest) {
            why = "larger than " + std::to_string(largest >> 20U) + " MiB";
            return {};
        }
    }
}

std::string replace_file(const std::string& path, const std::string& text) {
    std::error_code bad;
    const std::filesystem::path followed = std::filesystem::weakly_canonical(path, bad);
    const std::filesystem::path target = bad ? std::filesystem::path(path) : followed;
    const std::filesystem::path folder = target.parent_path();
    std::filesystem::create_directories(folder, bad);
    std::string temporary = target.string() + ".XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (file.get() < 0) return reason();
    struct stat old {};
    if (::stat(target.c_str(), &old) == 0) (void)::fchmod(file.get(), old.st_mode & 07777U);
    if (!write_all(file.get(), text) || ::rename(temporary.c_str(), target.c_str()) != 0) {
        std::string why = reason();
        ::unlink(temporary.c_str());
        return why;
    }
    const Descriptor directory(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() >= 0) (void)::fsync(directory.get());
    return {};
}

}  // namespace focus
