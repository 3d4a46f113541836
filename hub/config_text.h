// The TOML library, set up once and kept from texts that it mistreats. Only the files that read hub.toml include it.
//
// No exceptions. No assertions: they fire on some malformed texts ("[[" and a line break) that the parser behind them
// refuses properly.
#pragma once

#include <string_view>

#define TOML_EXCEPTIONS 0
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

namespace focus {

/// The line (from 1) of the first character beyond ASCII that is neither in a quoted text nor in a comment, 0 if there
/// is none. TOML has no use for one there, and the library's behaviour on it is undefined.
inline std::size_t line_of_stray_character(std::string_view text) {
    std::size_t line = 1;
    std::string_view quote;  // what ends the present text; "\n": a comment; empty: outside
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = text.substr(i);
        if (rest[0] == '\n') {
            ++line;
            if (quote.size() == 1) quote = {};
        } else if (quote.empty()) {
            if (static_cast<unsigned char>(rest[0]) >= 0x80U && !(i < 3 && text.starts_with("\xEF\xBB\xBF")))
                return line;
            if (rest[0] == '#') quote = "\n";
            if (rest[0] == '"' || rest[0] == '\'') {
                quote = rest.starts_with("\"\"\"") || rest.starts_with("'''") ? rest.substr(0, 3) : rest.substr(0, 1);
                i += quote.size() - 1;
            }
        } else if (rest[0] == '\\' && quote[0] == '"') {
            if (rest.size() > 1 && rest[1] != '\n') ++i;
        } else if (quote != "\n" && rest.starts_with(quote)) {
            i += quote.size() - 1;
            quote = {};
        }
    }
    return 0;
}

}  // namespace focus
