#include "simulator/stock_filter.h"

namespace focus::sim {
namespace {

constexpr std::size_t kLongestLine = 200;  // more than any device takes

}  // namespace

std::string StockFilter::to_device(std::string_view bytes, std::string& answers) {
    constexpr std::string_view kOpenLetters = "vxXaAD";
    std::string passed;
    for (const char c : bytes) {
        line_ += c;
        if (c != '\n' && line_.size() < kLongestLine) continue;
        if (kOpenLetters.find(line_[0]) != std::string_view::npos || line_.find('*') != std::string::npos) {
            answers += "!:unknown\n";
        } else {
            passed += line_;
        }
        line_.clear();
    }
    return passed;
}

std::string StockFilter::to_host(std::string line) {
    constexpr std::string_view kIdentity = "#:FocuserLink";
    if (line.starts_with(kIdentity)) return std::string(kIdentity) + '\n';
    return line;
}

}  // namespace focus::sim
