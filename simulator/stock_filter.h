// StockFilter: makes the simulated device speak as the stock hardware, which has the same lines without the open
// extensions and a bare identity.
#pragma once

#include <string>
#include <string_view>

namespace focus::sim {

class StockFilter {
public:
    /// What of the host's bytes reaches the device, by whole lines. Those that only open firmware knows, and those with
    /// a check, are kept back and answered in `answers`.
    std::string to_device(std::string_view bytes, std::string& answers);
    /// One answer line with its newline.
    static std::string to_host(std::string line);

private:
    std::string line_;
};

}  // namespace focus::sim
