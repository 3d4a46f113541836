// Everything a stranger can send to the HTTP port before a handler sees it: the bytes in pieces through the request
// reader, then what it understood through the parameter parsers and the JSON writer.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "alpaca/http/http_request_reader.h"
#include "alpaca/json_text.h"
#include "alpaca/parameters.h"
#include "alpaca/server/access.h"

namespace {

constexpr std::size_t kHead = 512;
constexpr std::size_t kBody = 512;

void require(bool truth) {
    if (!truth) std::abort();
}

void parse(std::string_view text) {
    if (!focus::well_formed(text)) return;
    for (const auto name_case : {focus::NameCase::exact, focus::NameCase::any}) {
        for (const char* name : {"ClientID", "Position", "Command", ""}) {
            const auto value = focus::find_parameter(text, name, name_case);
            if (!value) continue;
            require(value->size() <= text.size());
            focus::parse_id(*value);
            focus::parse_int(*value);
            focus::parse_bool(*value);
            if (const auto number = focus::parse_double(*value)) focus::to_json(*number);
            focus::to_json(std::string_view(*value));
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static focus::Access access({"127.0.0.1"}, {"telescope.example"}, "user", "password");
    if (size == 0) return 0;
    const std::size_t piece = data[0] % 64 + 1;
    std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    parse(rest);
    focus::HttpRequestReader reader(kHead, kBody);
    std::string pending;
    while (!rest.empty()) {
        pending += rest.substr(0, piece);
        rest.remove_prefix(std::min(piece, rest.size()));
        const std::size_t used = reader.feed(pending);
        require(used <= pending.size());
        pending.erase(0, used);
        if (reader.failure() != 0) {
            require(reader.failure() >= 400 && reader.failure() < 500);
            return 0;
        }
        reader.take_continue();
        if (!reader.done()) continue;
        const focus::HttpRequest request = reader.request();
        require(request.body.size() <= kBody && request.path.size() + request.query.size() <= 2 * kHead);
        access.refusal(request);
        parse(request.query);
        parse(request.body);
        reader.restart();
    }
    return 0;
}
