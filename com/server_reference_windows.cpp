#include "com/server_reference_windows.h"

#include <windows.h>
#include <algorithm>
#include <atomic>
#include <combaseapi.h>

namespace focus::com {
namespace {

/// A client that lets go of one object often makes the next at once.
constexpr std::chrono::milliseconds kIdle{1000};
constexpr std::chrono::milliseconds kPart{100};

struct References {
    std::atomic<int> count = 0;
    std::atomic<bool> ever = false;
    HANDLE changed = CreateEventW(nullptr, FALSE, FALSE, nullptr);
};

References& references() {
    static References all;
    return all;
}

}  // namespace

unsigned long wait_awake(void* handle, std::chrono::milliseconds patience) {
    DWORD outcome = WAIT_TIMEOUT;
    for (auto left = patience; outcome == WAIT_TIMEOUT && left > left.zero(); left -= kPart) {
        outcome = WaitForSingleObject(handle, static_cast<DWORD>(std::min(left, kPart).count()));
    }
    return outcome;
}

void ServerReference::add() {
    CoAddRefServerProcess();
    ++references().count;
    references().ever = true;
    SetEvent(references().changed);
}

void ServerReference::remove() {
    --references().count;
    SetEvent(references().changed);
    CoReleaseServerProcess();
}

void hold_server() { CoAddRefServerProcess(); }

void wait_until_unused(std::chrono::milliseconds first) {
    for (;;) {
        if (references().count > 0) {
            WaitForSingleObject(references().changed, INFINITE);
            continue;
        }
        if (wait_awake(references().changed, references().ever ? kIdle : first) != WAIT_TIMEOUT) continue;
        if (CoReleaseServerProcess() == 0) return;
        CoAddRefServerProcess();  // a client came just now
    }
}

bool is_used_after_all(std::chrono::milliseconds patience) {
    // What has changed may be one that came and went meanwhile.
    for (auto left = patience; references().count == 0 && left > left.zero(); left -= kPart) {
        wait_awake(references().changed, std::min(left, kPart));
    }
    return references().count > 0;
}

}  // namespace focus::com
