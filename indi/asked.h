// What a client asks of a property, read strictly: a value is good, or all of them are refused.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indi/libindi.h"

namespace focus::indi {

constexpr std::size_t kLongestText = 128;  ///< bytes

/// What a client asked for: one entry an element of the property, empty if it did not name that element.
struct Asked {
    std::vector<std::optional<double>> numbers;     ///< finite, and within the element's bounds
    std::vector<std::optional<std::string>> texts;  ///< without control characters, 1 to 128 bytes
    std::optional<std::size_t> on;                  ///< the switch turned on; none: all off
    bool loading = false;                           ///< by a configuration file
};

/// Each reads `count` values and the names of their elements. Empty, or why they are refused, in words that say what is
/// allowed.
std::string read_numbers(const INDI::PropertyNumber& property, const double* values, char* const* names, int count,
                         Asked& asked);
std::string read_switches(const INDI::PropertySwitch& property, const ISState* states, char* const* names, int count,
                          Asked& asked);
std::string read_texts(const INDI::PropertyText& property, char* const* texts, char* const* names, int count,
                       Asked& asked);

}  // namespace focus::indi
