// CableTap: a TCP cable with an ear: passes everything between the panel and a simulated focuser, and notes the moment
// at which a HALT line passes. A thread of its own.
#pragma once

#include <atomic>
#include <chrono>
#include <thread>

namespace focus::bench {

class CableTap {
public:
    /// Loopback port of the focuser; the tap listens on `port()`, for one client after the other.
    explicit CableTap(int focuser);
    ~CableTap();
    CableTap(const CableTap&) = delete;
    CableTap& operator=(const CableTap&) = delete;

    int port() const { return port_; }
    /// ns of the steady clock at which the last HALT came by; 0: none since `forget`.
    long long halted() const { return halted_; }
    void forget() { halted_ = 0; }

private:
    void serve();
    void pass(int panel, int focuser);

    int focuser_port_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<long long> halted_{0};
    std::atomic<bool> ending_{false};
    std::thread thread_;
};

inline long long steady_ns() { return std::chrono::steady_clock::now().time_since_epoch().count(); }

}  // namespace focus::bench
