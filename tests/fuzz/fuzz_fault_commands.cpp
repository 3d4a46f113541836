// Fault commands from a socket and ambient programmes from a file: any bytes are a command or a clear refusal.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "simulator/command_line.h"
#include "simulator/command_lines.h"
#include "simulator/fault_commands.h"
#include "simulator/stock_filter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace focus::sim;
    const std::string text(reinterpret_cast<const char*>(data), size);

    LineCutter lines;
    lines.take(text, [](std::string_view line) {
        if (line.size() > LineCutter::kLongest) std::abort();
        Command command;
        std::string error;
        if (!parse_command(line, command, error) && (error.empty() || error.size() > 1000)) std::abort();
    });

    Ambient ambient = Ambient::constant(0);
    std::string error;
    if (Ambient::from_csv(text, ambient, error)) {
        const double middle = ambient.temperature(1000);
        if (!(middle >= kColdest && middle <= kHottest)) std::abort();
    } else if (error.empty()) {
        std::abort();
    }
    parse_night(text, ambient, error);

    StockFilter stock;
    std::string answers;
    if (stock.to_device(text, answers).size() > size) std::abort();
    return 0;
}
