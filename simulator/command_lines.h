// Fault commands come in as lines: what takes one, and what cuts bytes into them.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace focus::sim {

/// Takes a line, gives the answer.
using OnCommand = std::function<std::string(std::string_view)>;

/// Cuts bytes into lines of bounded length.
class LineCutter {
public:
    static constexpr std::size_t kLongest = 1000;

    /// Calls `on_line` for every line that these bytes complete; a line too long is cut into several.
    void take(std::string_view bytes, const std::function<void(std::string_view)>& on_line);
    /// What came after the last newline.
    const std::string& rest() const { return line_; }

private:
    std::string line_;
};

}  // namespace focus::sim
