// StallWatch: how long the GUI thread ever kept an event waiting. Another thread asks it every 2 ms. What either of the
// two waited for a processor, which others had, is not counted: it says nothing about this program. Make it on the GUI
// thread.
#pragma once

#include <QObject>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

namespace focus::bench {

class StallWatch {
public:
    StallWatch()
        : gui_(::gettid()), thread_([this] {
              watcher_ = ::gettid();
              while (!ending_) {
                  const double waited = waited_for_a_cpu();
                  const auto asked = std::chrono::steady_clock::now();
                  answered_ = false;
                  QMetaObject::invokeMethod(
                      &near_, [this, asked, waited] { answer(asked, waited); }, Qt::QueuedConnection);
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
    void answer(std::chrono::steady_clock::time_point asked, double waited_before) {
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - asked;
        worst_ = std::max(worst_, took.count() - (waited_for_a_cpu() - waited_before));
        answered_ = true;
    }
    /// ms, of both threads so far.
    double waited_for_a_cpu() const {
        double total = 0;
        for (const pid_t thread : {gui_, watcher_.load()}) {
            std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/schedstat");
            double ran = 0, waited = 0;
            if (file >> ran >> waited) total += waited / 1e6;
        }
        return total;
    }

    QObject near_;
    const pid_t gui_;
    std::atomic<pid_t> watcher_{0};
    double worst_ = 0;
    std::atomic<bool> answered_{false}, ending_{false};
    std::thread thread_;
};

}  // namespace focus::bench
