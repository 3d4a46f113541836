// HttpRequestReader: turns the bytes of a connection into one HttpRequest. Beast's parser decides what is well formed;
// this keeps the few fields that anybody here asks for, within the limits, and says which status a bad request earns.
// One reader serves many requests; its memory is bounded by the limits.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "alpaca/http/http_server.h"

namespace focus {

class HttpRequestReader {
public:
    HttpRequestReader(std::size_t head_limit, std::size_t body_limit);

    /// Forgets the last request and awaits the next.
    void restart();
    /// Reads from the front of `bytes` and returns how many were used; the rest is to be given again with what follows.
    /// Not after `done()` or `failure()`.
    std::size_t feed(std::string_view bytes);

    /// A whole request was read.
    bool done() const { return done_; }
    /// The HTTP status of an unreadable request, 0 if there is nothing wrong; the connection must then be closed.
    unsigned failure() const { return failure_; }
    /// True once, when the client waits for "100 Continue" before it sends the body.
    bool take_continue();

    /// Valid after `done()`, until `restart()`.
    HttpRequest request() const;
    bool head_only() const { return head_only_; }
    bool keep_alive() const { return keep_alive_; }

private:
    /// Beast's parsers cannot be used twice; this one is made anew in place for every request.
    class Parser final : public boost::beast::http::basic_parser<true> {
    public:
        using View = boost::beast::string_view;
        explicit Parser(HttpRequestReader& reader) : reader_(reader) {}

    private:
        void on_request_impl(boost::beast::http::verb verb, View verb_text, View target, int version,
                             error_code& ec) override;
        void on_field_impl(boost::beast::http::field field, View name, View value, error_code& ec) override;
        void on_header_impl(error_code& ec) override;
        std::size_t on_body_impl(View part, error_code& ec) override;
        std::size_t on_chunk_body_impl(std::uint64_t remain, View part, error_code& ec) override;
        void on_response_impl(int, View, int, error_code&) override {}
        void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
        void on_chunk_header_impl(std::uint64_t, View, error_code&) override {}
        void on_finish_impl(error_code&) override {}

        HttpRequestReader& reader_;
    };

    void fail(unsigned status) { failure_ = status; }

    std::size_t head_limit_;
    std::size_t body_limit_;
    std::optional<Parser> parser_;
    std::size_t head_used_ = 0;  ///< bytes of the head already consumed
    unsigned failure_ = 0;
    bool done_ = false;
    bool head_only_ = false;
    bool keep_alive_ = false;
    bool has_host_ = false;
    bool encoded_ = false;
    bool expects_continue_ = false;
    HttpVerb verb_ = HttpVerb::other;
    int version_ = 11;
    std::string target_, body_, host_, origin_, authorization_, content_type_;
};

}  // namespace focus
