// LoopInbox: the way into INDI's loop for work from other threads.
#pragma once

#include <functional>
#include <mutex>
#include <vector>

namespace focus::indi {

class LoopInbox {
public:
    /// On INDI's thread. Throws std::system_error if the system gives no pipe.
    LoopInbox();
    ~LoopInbox();
    LoopInbox(const LoopInbox&) = delete;
    LoopInbox& operator=(const LoopInbox&) = delete;

    /// From any thread: `work` runs soon on INDI's, in the order given.
    void post(std::function<void()> work);

private:
    void run();

    std::mutex mutex_;
    std::vector<std::function<void()>> waiting_;
    int read_end_ = -1;
    int write_end_ = -1;
    int callback_ = -1;
};

}  // namespace focus::indi
