#include "simulator/stock_filter.h"

namespace focus::sim {

std::string StockFilter::to_device(std::string_view bytes, std::string& answers) {
    constexpr std::string_view kOpenLetters = "vxXaAD";
    std::string passed;
    for (const char c : bytes) {
        if (line_start_) refusing_ = kOpenLetters.find(c) != std::string_view::npos;
        line_start_ = c == '\n';
        if (!refusing_) {
            passed += c;
        } else if (c == '\n') {
            answers += "!:unknown\n";
        }
    }
    return passed;
}

std::string StockFilter::to_host(std::string line) {
    constexpr std::string_view kIdentity = "#:FocuserLink";
    if (line.starts_with(kIdentity)) return std::string(kIdentity) + '\n';
    return line;
}

}  // namespace focus::sim
