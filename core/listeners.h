// Listeners: who is told of every change of a FocuserState. One for everything that has an `on_change`.
//
// A callback may add and remove callbacks, its own as well, and may destroy what the list belongs to. One thread.
#pragma once

#include <functional>
#include <list>
#include <memory>

#include "core/focuser.h"

namespace focus {

class Listeners {
public:
    Listeners() = default;
    Listeners(const Listeners&) = delete;
    Listeners& operator=(const Listeners&) = delete;

    using Callback = std::function<void(const FocuserState&)>;

    /// Told until the Subscription ends; it may outlive this list.
    Subscription add(Callback callback);
    /// Tells those that are in the list now, in the order in which they came, unless they are removed before their
    /// turn.
    void tell(const FocuserState& state) const;
    void clear() { const Calls gone = std::move(*calls_); }

private:
    using Calls = std::list<std::shared_ptr<Callback>>;

    std::shared_ptr<Calls> calls_ = std::make_shared<Calls>();
};

}  // namespace focus
