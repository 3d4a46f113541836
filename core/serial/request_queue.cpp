#include "core/serial/request_queue.h"

#include <algorithm>
#include <vector>

namespace focus {
namespace {

constexpr std::size_t kMostWaiting = 64;

Rank rank_of(char letter) {
    switch (letter) {
        case 'H': return Rank::halt;
        case 'R': return Rank::move;
        case 'q':
        case 'x': return Rank::status;
        default: return Rank::act;
    }
}

/// `S` and whatever we do not know may move the focuser a second time; all that only reads, or that says what the
/// state shall be, may be repeated.
bool is_repeatable(char letter) {
    const bool capital = letter >= 'A' && letter <= 'Z';
    return !capital || std::string_view("AFHPRUX").find(letter) != std::string_view::npos;
}

}  // namespace

PendingLine::PendingLine(const asio::any_io_executor& executor, std::string text)
    : line(std::move(text)),
      rank(rank_of(line.empty() ? '\0' : line[0])),
      moves(rank == Rank::move || line.starts_with('S')),
      repeatable(is_repeatable(line.empty() ? '\0' : line[0])),
      done(executor, asio::steady_timer::time_point::max()) {}

void PendingLine::complete(Result<std::string> r) {
    if (result) return;
    result = std::move(r);
    done.cancel();
}

error_code RequestQueue::push(Item request) {
    if (of(request->rank).size() >= kMostWaiting) return Error::busy;
    if (request->rank == Rank::halt || request->rank == Rank::move) drop_moves(Rank::move);
    if (request->rank == Rank::halt) drop_moves(Rank::act);
    of(request->rank).push_back(std::move(request));
    return {};
}

void RequestQueue::push_again(Item request) {
    const bool replaced = request->rank == Rank::move && holds(Rank::move);
    if (replaced || (request->moves && holds(Rank::halt))) {
        request->complete(Error::cancelled);
    } else {
        of(request->rank).push_front(std::move(request));
    }
}

RequestQueue::Item RequestQueue::pop() {
    for (auto& rank : ranks_) {
        if (rank.empty()) continue;
        Item next = std::move(rank.front());
        rank.pop_front();
        return next;
    }
    return nullptr;
}

bool RequestQueue::empty() const {
    for (const auto& rank : ranks_) {
        if (!rank.empty()) return false;
    }
    return true;
}

void RequestQueue::fail_all(error_code error) {
    for (auto& rank : ranks_) {
        auto dropped = std::exchange(rank, {});
        for (const Item& request : dropped) request->complete(error);
    }
}

void RequestQueue::drop_moves(Rank rank) {
    auto& waiting = of(rank);
    const auto moves =
        std::stable_partition(waiting.begin(), waiting.end(), [](const Item& one) { return !one->moves; });
    const std::vector<Item> dropped(moves, waiting.end());
    waiting.erase(moves, waiting.end());
    for (const Item& request : dropped) request->complete(Error::cancelled);
}

}  // namespace focus
