#include "indi/loop_inbox.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

#include "indi/libindi.h"

namespace focus::indi {

LoopInbox::LoopInbox() {
    int ends[2];
    if (::pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    read_end_ = ends[0];
    write_end_ = ends[1];
    for (const int end : ends) {
        ::fcntl(end, F_SETFL, O_NONBLOCK);
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    }
    callback_ = IEAddCallback(
        read_end_, [](int, void* inbox) { static_cast<LoopInbox*>(inbox)->run(); }, this);
}

LoopInbox::~LoopInbox() {
    IERmCallback(callback_);
    ::close(read_end_);
    ::close(write_end_);
}

void LoopInbox::post(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(work));
    if (waiting_.size() > 1) return;
    // A full pipe wakes the loop too.
    [[maybe_unused]] const ssize_t written = ::write(write_end_, "", 1);
}

void LoopInbox::run() {
    char bytes[64];
    while (::read(read_end_, bytes, sizeof(bytes)) > 0) {
    }
    std::vector<std::function<void()>> works;
    {
        const std::lock_guard lock(mutex_);
        works.swap(waiting_);
    }
    for (const auto& work : works) work();
}

}  // namespace focus::indi
