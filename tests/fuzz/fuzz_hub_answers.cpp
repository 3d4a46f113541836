// What a hub, or whatever else listens there, may answer to our client and to the search for hubs.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "alpaca/alpaca_address.h"
#include "alpaca/client/hub_answer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const focus::HubAnswer answer = focus::read_hub_answer(body);
    for (const char c : answer.message) {
        if (static_cast<unsigned char>(c) < 0x20U) std::abort();
    }
    for (const focus::HubFocuser& focuser : focus::read_focusers(body, "10.0.0.2:11111")) {
        if (!focus::AlpacaAddress::parse(focuser.address)) std::abort();
    }
    focus::read_maker(body);
    return 0;
}
