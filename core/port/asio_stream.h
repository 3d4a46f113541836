// A ByteStream on any of Asio's streams that can be switched to non-blocking.
#pragma once

#include <boost/asio/buffer.hpp>
#include <utility>

#include "core/port/byte_stream.h"

namespace focus {

template <class Stream>
class AsioStream : public ByteStream {
public:
    explicit AsioStream(Stream stream) : stream_(std::move(stream)) {
        error_code ignored;
        stream_.non_blocking(true, ignored);
    }

    Task<std::size_t> read_some(char* data, std::size_t size) override {
        const auto [error, count] = co_await stream_.async_read_some(asio::buffer(data, size), use_result);
        if (error) co_return error;
        co_return count;
    }

    error_code write(std::string_view bytes) override {
        error_code error;
        const std::size_t count = stream_.write_some(asio::buffer(bytes.data(), bytes.size()), error);
        if (!error && count != bytes.size()) error = asio::error::no_buffer_space;
        return error;
    }

    void drop_input() override {
        char dropped[512];
        error_code error;
        // Bounded: a device that never stops talking must not hold the loop.
        for (int i = 0; i < 64 && !error; ++i) stream_.read_some(asio::buffer(dropped), error);
    }

    void drop_output() override {}

    void close() override {
        error_code ignored;
        stream_.close(ignored);
    }

protected:
    Stream stream_;
};

}  // namespace focus
