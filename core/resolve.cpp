#include "core/resolve.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <charconv>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace focus {
namespace {

using asio::ip::tcp;

/// Between the one who waits and the thread that searches; whichever is gone first, the other does not notice.
struct Search {
    std::mutex mutex;                        ///< held by the thread while it tells the loop, by who stops waiting
    asio::steady_timer* answered = nullptr;  ///< of the loop: cancelled by the answer; null: nobody waits any more
    std::optional<Result<tcp::resolver::results_type>> found;
};

/// The system's search cannot be ended, and asio's thread for it would be waited for at the end of the program.
void search_on_its_own_thread(const std::shared_ptr<Search>& search, std::string host, std::string port) {
    std::thread([search, host = std::move(host), port = std::move(port)] {
        asio::io_context here;
        error_code unknown;
        auto found = tcp::resolver(here).resolve(host, port, unknown);
        const std::lock_guard lock(search->mutex);
        if (search->answered == nullptr) return;
        asio::post(search->answered->get_executor(), [search, unknown, found = std::move(found)]() mutable {
            if (unknown) search->found = unknown;
            if (!unknown) search->found = std::move(found);
            if (search->answered != nullptr) search->answered->cancel();
        });
    }).detach();
}

/// The one who waits; also destroyed with its loop, while it waits.
class Waiting {
public:
    Waiting(std::shared_ptr<Search> search, asio::steady_timer& answered) : search_(std::move(search)) {
        search_->answered = &answered;
    }
    ~Waiting() {
        const std::lock_guard lock(search_->mutex);
        search_->answered = nullptr;
    }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

private:
    std::shared_ptr<Search> search_;
};

}  // namespace

Task<tcp::resolver::results_type> resolve(std::string host, std::string port, std::chrono::milliseconds patience) {
    error_code no_address;
    const auto address = asio::ip::make_address(host, no_address);
    unsigned short number = 0;
    const auto [end, wrong] = std::from_chars(port.data(), port.data() + port.size(), number);
    const bool numeric = wrong == std::errc() && end == port.data() + port.size();
    if (!no_address && numeric) {
        co_return tcp::resolver::results_type::create(tcp::endpoint(address, number), host, port);
    }
    asio::steady_timer answered(co_await asio::this_coro::executor, patience);
    const auto search = std::make_shared<Search>();
    const Waiting waiting(search, answered);
    search_on_its_own_thread(search, std::move(host), std::move(port));
    co_await answered.async_wait(use_result);
    if (!search->found) co_return Error::timeout;
    co_return *search->found;
}

}  // namespace focus
