#include "com/server_reference_windows.h"

#include <windows.h>
#include <atomic>
#include <combaseapi.h>

namespace focus::com {
namespace {

/// A client that lets go of one object often makes the next at once.
constexpr DWORD kIdleMilliseconds = 1000;

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
        DWORD patience = INFINITE;
        if (references().count == 0) {
            patience = references().ever ? kIdleMilliseconds : static_cast<DWORD>(first.count());
        }
        if (WaitForSingleObject(references().changed, patience) != WAIT_TIMEOUT) continue;
        if (CoReleaseServerProcess() == 0) return;
        CoAddRefServerProcess();  // a client came just now
    }
}

bool is_used_after_all(std::chrono::milliseconds patience) {
    if (references().count == 0) WaitForSingleObject(references().changed, static_cast<DWORD>(patience.count()));
    return references().count > 0;
}

}  // namespace focus::com
