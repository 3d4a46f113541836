// HubStarter: starts the hub on this computer for a face that found none, and only one: who asks again while it is on
// its way waits for the same one. On the loop's thread; must outlive its tasks.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "alpaca/alpaca_address.h"
#include "core/process/started_program.h"
#include "core/result.h"

namespace focus {

/// How long a hub that was started may take until it answers; one that ends is noticed within seconds.
constexpr std::chrono::seconds kHubStartPatience{30};

/// Does anybody accept connections at the hub's address?
asio::awaitable<bool> somebody_listens(AlpacaAddress hub);

/// The program to start, and where what it prints is kept while it starts.
struct HubProgram {
    std::string path;               ///< of focuserlinkd, from the root
    std::string words_folder = {};  ///< this user's alone; empty: nothing is kept
};

class HubStarter {
public:
    explicit HubStarter(HubProgram program) : program_(std::move(program)) {}

    /// Starts the hub and waits until one answers at `hub`, an address on this computer. Empty, or a sentence that says
    /// why none does, in the hub's own words if it has ended with some.
    asio::awaitable<std::string> start(AlpacaAddress hub, std::chrono::milliseconds patience = kHubStartPatience);

    /// Process of the hub that was started last; 0: none. Any thread.
    long process() const { return process_; }

private:
    /// Empty, or why the program cannot be started.
    std::string launch(const std::string& port);
    std::string why_ended(int code) const;

    HubProgram program_;
    std::shared_ptr<StartedProgram> started_;
    std::string port_, words_;  ///< of the started one; no words: they are not kept
    bool answered_ = false;     ///< the started one has
    std::atomic<long> process_ = 0;
};

}  // namespace focus
