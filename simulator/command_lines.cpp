#include "simulator/command_lines.h"

#include <utility>

namespace focus::sim {

void LineCutter::take(std::string_view bytes, const std::function<void(std::string_view)>& on_line) {
    for (const char c : bytes) {
        if (c != '\n') line_ += c;
        if (c != '\n' && line_.size() < kLongest) continue;
        const std::string line = std::exchange(line_, {});
        on_line(line);
    }
}

}  // namespace focus::sim
