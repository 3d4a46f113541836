#include "core/listeners.h"

#include <vector>

namespace focus {

Subscription Listeners::add(Callback callback) {
    const auto call = std::make_shared<Callback>(std::move(callback));
    calls_->push_back(call);
    return Subscription([calls = std::weak_ptr(calls_), call = std::weak_ptr(call)] {
        if (const auto list = calls.lock()) list->remove(call.lock());
    });
}

void Listeners::tell(const FocuserState& state) const {
    const std::vector<std::weak_ptr<Callback>> now(calls_->begin(), calls_->end());
    for (const auto& one : now) {
        if (const auto call = one.lock()) (*call)(state);
    }
}

}  // namespace focus
