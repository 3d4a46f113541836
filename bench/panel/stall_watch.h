// StallWatch: how long the GUI thread ever kept an event waiting. Another thread asks it every 2 ms. Make it on the GUI
// thread.
#pragma once

#include <QObject>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

namespace focus::bench {

class StallWatch {
public:
    StallWatch()
        : thread_([this] {
              while (!ending_) {
                  const auto asked = std::chrono::steady_clock::now();
                  answered_ = false;
                  QMetaObject::invokeMethod(
                      &near_, [this, asked] { answer(asked); }, Qt::QueuedConnection);
                  do {
                      std::this_thread::sleep_for(std::chrono::milliseconds(2));
                  } while (!answered_ && !ending_);
              }
          }) {}
    ~StallWatch() {
        ending_ = true;
        thread_.join();
    }

    StallWatch(const StallWatch&) = delete;
    StallWatch& operator=(const StallWatch&) = delete;

    /// ms; on the GUI thread.
    double worst() const { return worst_; }

private:
    void answer(std::chrono::steady_clock::time_point asked) {
        const std::chrono::duration<double, std::milli> waited = std::chrono::steady_clock::now() - asked;
        worst_ = std::max(worst_, waited.count());
        answered_ = true;
    }

    QObject near_;
    double worst_ = 0;
    std::atomic<bool> answered_{false}, ending_{false};
    std::thread thread_;
};

}  // namespace focus::bench
