#include "alpaca/http/http_request_reader.h"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>

namespace focus {
namespace {

namespace http = boost::beast::http;

/// A body larger than most is not kept in a reader that lies idle.
constexpr std::size_t kKeptBody = 4096;

HttpVerb to_verb(http::verb verb) {
    switch (verb) {
        case http::verb::get:
        case http::verb::head: return HttpVerb::get;
        case http::verb::put: return HttpVerb::put;
        case http::verb::post: return HttpVerb::post;
        default: return HttpVerb::other;
    }
}

unsigned to_status(const error_code& ec) {
    if (ec == http::error::header_limit) return 431;
    if (ec == http::error::body_limit) return 413;
    return 400;
}

}  // namespace

HttpRequestReader::HttpRequestReader(std::size_t head_limit, std::size_t body_limit)
    : head_limit_(head_limit), body_limit_(body_limit) {
    restart();
}

void HttpRequestReader::restart() {
    parser_.emplace(*this);
    parser_->eager(true);
    parser_->header_limit(static_cast<std::uint32_t>(head_limit_));
    parser_->body_limit(body_limit_);
    head_used_ = 0;
    failure_ = 0;
    done_ = head_only_ = keep_alive_ = has_host_ = encoded_ = expects_continue_ = false;
    for (std::string* field : {&target_, &host_, &origin_, &authorization_, &content_type_}) field->clear();
    body_.clear();
    if (body_.capacity() > kKeptBody) body_.shrink_to_fit();
}

std::size_t HttpRequestReader::feed(std::string_view bytes) {
    std::size_t blank = 0;
    // Empty lines before a request come from old clients that end a body with one.
    while (!parser_->got_some() && head_used_ == 0 && bytes.substr(blank, 2) == "\r\n") blank += 2;
    if (blank == bytes.size() || (head_used_ == 0 && !parser_->got_some() && bytes.substr(blank) == "\r")) return blank;
    error_code ec;
    const std::size_t used = parser_->put(asio::buffer(bytes.data() + blank, bytes.size() - blank), ec);
    if (ec && ec != http::error::need_more) {
        if (failure_ == 0) fail(to_status(ec));
        return blank + used;
    }
    if (!parser_->is_header_done()) {
        head_used_ += used;
        if (head_used_ + (bytes.size() - blank - used) >= head_limit_) fail(431);
    }
    if (parser_->is_done()) {
        done_ = true;
        keep_alive_ = parser_->keep_alive();
    }
    return blank + used;
}

bool HttpRequestReader::take_continue() { return std::exchange(expects_continue_, false) && !done_; }

HttpRequest HttpRequestReader::request() const {
    HttpRequest request;
    request.verb = verb_;
    std::string_view target = target_;
    request.host = host_;
    constexpr std::string_view kScheme = "http://";
    if (target.substr(0, kScheme.size()) == kScheme) {  // the absolute form names the host itself
        target.remove_prefix(kScheme.size());
        const std::size_t slash = std::min(target.find_first_of("/?"), target.size());
        request.host = target.substr(0, slash);
        target.remove_prefix(slash);
    }
    const std::size_t mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string_view::npos) request.query = target.substr(mark + 1);
    request.body = body_;
    request.origin = origin_;
    request.authorization = authorization_;
    request.content_type = content_type_;
    return request;
}

void HttpRequestReader::Parser::on_request_impl(http::verb verb, View, View target, int version, error_code&) {
    reader_.verb_ = to_verb(verb);
    reader_.head_only_ = verb == http::verb::head;
    reader_.version_ = version;
    reader_.target_.assign(target.data(), target.size());
}

void HttpRequestReader::Parser::on_field_impl(http::field field, View, View value, error_code& ec) {
    const auto keep = [&](std::string& where) { where.assign(value.data(), value.size()); };
    switch (field) {
        case http::field::host:
            if (std::exchange(reader_.has_host_, true)) ec = http::error::bad_field;
            keep(reader_.host_);
            break;
        case http::field::origin: keep(reader_.origin_); break;
        case http::field::authorization: keep(reader_.authorization_); break;
        case http::field::content_type: keep(reader_.content_type_); break;
        case http::field::transfer_encoding: reader_.encoded_ = true; break;
        case http::field::expect:
            if (boost::beast::iequals(value, "100-continue")) {
                reader_.expects_continue_ = true;
            } else {
                reader_.fail(417);
                ec = http::error::bad_value;
            }
            break;
        default: break;
    }
}

void HttpRequestReader::Parser::on_header_impl(error_code& ec) {
    // A coding we do not know hides where the body ends; HTTP/1.1 without Host is no HTTP/1.1.
    if ((reader_.encoded_ && !chunked()) || (!reader_.has_host_ && reader_.version_ >= 11)) ec = http::error::bad_field;
}

std::size_t HttpRequestReader::Parser::on_body_impl(View part, error_code&) {
    reader_.body_.append(part.data(), part.size());
    return part.size();
}

std::size_t HttpRequestReader::Parser::on_chunk_body_impl(std::uint64_t, View part, error_code&) {
    reader_.body_.append(part.data(), part.size());
    return part.size();
}

}  // namespace focus
