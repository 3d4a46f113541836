// PtyPort: a pseudo terminal whose near end is the device's side of the cable. The far end is raw and stays open here
// too, so that nothing breaks between two hosts.
//
// Lives on the thread of the executor, behind a shared_ptr; after `close` no callback runs.
#pragma once

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace focus::sim {

class PtyPort : public std::enable_shared_from_this<PtyPort> {
public:
    explicit PtyPort(const boost::asio::any_io_executor& executor);
    ~PtyPort();
    PtyPort(const PtyPort&) = delete;
    PtyPort& operator=(const PtyPort&) = delete;

    /// Makes the pty and, unless `link` is empty, a symlink to it that replaces an older one in one step. Empty if all
    /// went well, else what went wrong.
    std::string open(const std::string& link);
    void close();
    /// What the host is to open; empty while closed.
    const std::string& path() const { return path_; }

    /// Never blocks: what a host leaves unread beyond the terminal's buffer is lost, as on a cable.
    void write(std::string_view bytes);

    std::function<void(std::string_view)> on_bytes;
    /// A first host opened the port.
    std::function<void()> on_opened;

private:
    std::string make_link(const std::string& link);
    std::string open_pty();
    void watch_hosts();
    void read();
    void read_watch();
    void count_hosts(std::size_t size);

    boost::asio::posix::stream_descriptor near_;
    boost::asio::posix::stream_descriptor watch_;  // tells when hosts open and close the far end
    int far_ = -1;
    int hosts_ = 0;
    std::string path_;
    std::string link_;
    std::array<char, 512> buffer_{};
    alignas(8) std::array<char, 1024> events_{};
};

}  // namespace focus::sim
