// Loaded before a program (LD_PRELOAD): its fsync and fdatasync do not return while the file named by SLOW_DISK exists,
// and say by a second file, .waiting, that they have been asked.
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <unistd.h>

extern "C" int fsync(int) {
    const char* name = std::getenv("SLOW_DISK");
    if (name == nullptr || ::access(name, F_OK) != 0) return 0;
    ::close(::open((std::string(name) + ".waiting").c_str(), O_CREAT | O_WRONLY, 0666));
    while (::access(name, F_OK) == 0) ::usleep(1000);
    return 0;
}

extern "C" int fdatasync(int file) { return fsync(file); }
