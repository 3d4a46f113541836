// Requests waiting for the cable, and the order they get it: halt, move, settings and acts, status.
#pragma once

#include <array>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "core/result.h"

namespace focus {

enum class Rank { halt, move, act, status };

/// One line to send and, in the end, its answer.
struct PendingLine {
    PendingLine(const asio::any_io_executor& executor, std::string text);

    std::string line;
    Rank rank;
    bool moves;            ///< makes the motor turn
    bool repeatable;       ///< sending it twice does the same as sending it once
    int tries_left = 3;    ///< how often it may still be sent
    int spare_tries = 5;   ///< that damaged lines do not take from those: they cost little time
    bool checked = false;  ///< was sent with a check, and so will be the answer
    std::optional<Result<std::string>> result;
    asio::steady_timer done;  ///< waited for by the asker; never expires, cancelled when there is a result

    void complete(Result<std::string> r);
};

/// Bounded: 64 requests a rank. Completes what it drops with Error::cancelled. Lives on the loop's thread.
class RequestQueue {
public:
    using Item = std::shared_ptr<PendingLine>;

    /// A halt drops all that waits and would move; a move replaces the one waiting. Error::busy: full.
    error_code push(Item request);
    /// In front of its rank, for another try; what would move is dropped if a halt waits, and a move that a newer one
    /// has replaced meanwhile.
    void push_again(Item request);
    /// The next to send; null if there is none.
    Item pop();

    bool holds(Rank rank) const { return !of(rank).empty(); }
    bool empty() const;
    /// Completes everything with `error`.
    void fail_all(error_code error);

private:
    std::deque<Item>& of(Rank rank) { return ranks_[static_cast<std::size_t>(rank)]; }
    const std::deque<Item>& of(Rank rank) const { return ranks_[static_cast<std::size_t>(rank)]; }
    /// Of one rank, all that moves.
    void drop_moves(Rank rank);

    std::array<std::deque<Item>, 4> ranks_;
};

}  // namespace focus
