// What keeps the driver's process alive: the objects that clients hold. Any thread.
#pragma once

#include <chrono>

namespace focus::com {

/// WaitForSingleObject in small parts, so that a time in which the whole computer stood still counts as one of them: it
/// stood still for whoever is waited for, too.
unsigned long wait_awake(void* handle, std::chrono::milliseconds patience);

/// Keeps the process from ending while it exists.
class ServerReference {
public:
    ServerReference() { add(); }
    ~ServerReference() { remove(); }
    ServerReference(const ServerReference&) = delete;
    ServerReference& operator=(const ServerReference&) = delete;

    /// For those that no object holds.
    static void add();
    static void remove();
};

/// Before clients are let in: COM's own count must never fall to zero before we say so, for at zero it turns them away.
void hold_server();
/// Lets go of that when no reference has existed for a second, or, if there never was one, for `first`. From then on
/// COM gives us no new client.
void wait_until_unused(std::chrono::milliseconds first);

/// Waits that long for a client that COM may have let in just before; true if there is one.
bool is_used_after_all(std::chrono::milliseconds patience);

}  // namespace focus::com
