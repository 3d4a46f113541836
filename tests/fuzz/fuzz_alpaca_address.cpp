// Addresses as people write them: one that is read is shown as one that is read as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "alpaca/alpaca_address.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto address = focus::AlpacaAddress::parse(text);
    if (!address) return 0;
    const auto again = focus::AlpacaAddress::parse(address->shown());
    if (!again || again->authority() != address->authority() || again->number != address->number) std::abort();
    return 0;
}
