#include "indi/asked.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/number_text.h"

namespace focus::indi {
namespace {

std::string number_text(double value) {
    // The general form alone would say 1e+06.
    if (std::abs(value) < 1e9 && value == std::round(value)) return fixed_text(value, 0);
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.begin(), text.end(), value, std::chars_format::general, 6);
    return {text.data(), end.ptr};
}

std::string names_of(const auto& property) {
    std::string names;
    for (const auto& element : property) {
        if (!names.empty()) names += ", ";
        names += element.getName();
    }
    return names;
}

/// Which element `name` is; none: `why` says so.
std::optional<std::size_t> element_of(const auto& property, const char* name, std::string& why) {
    const int index = property.findWidgetIndexByName(name);
    if (index >= 0) return static_cast<std::size_t>(index);
    why = "there is no element '" + std::string(name).substr(0, kLongestText) + "'; there is " + names_of(property);
    return std::nullopt;
}

bool is_clean(const std::string& text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

std::string read_numbers(const INDI::PropertyNumber& property, const double* values, char* const* names, int count,
                         Asked& asked) {
    asked.numbers.resize(property.size());
    std::string why;
    for (int i = 0; i < count; ++i) {
        const auto index = element_of(property, names[i], why);
        if (!index) return why;
        const auto& number = element(property, *index);
        const bool bounded = number.getMin() < number.getMax();
        if (!std::isfinite(values[i]) || (bounded && (values[i] < number.getMin() || values[i] > number.getMax()))) {
            return std::string(number.getName()) + " cannot be " + number_text(values[i]) + "; it takes " +
                   number_text(number.getMin()) + " to " + number_text(number.getMax());
        }
        asked.numbers[*index] = values[i];
    }
    return {};
}

std::string read_switches(const INDI::PropertySwitch& property, const ISState* states, char* const* names, int count,
                          Asked& asked) {
    std::string why;
    for (int i = 0; i < count; ++i) {
        const auto index = element_of(property, names[i], why);
        if (!index) return why;
        if (states[i] != ISS_ON) continue;
        if (asked.on && *asked.on != *index) return "only one of " + names_of(property) + " can be on";
        asked.on = index;
    }
    // "The other one off" is what some clients say of two.
    if (!asked.on && count == 1 && property.size() == 2) asked.on = property[0].isNameMatch(names[0]) ? 1 : 0;
    if (!asked.on && property.getRule() == ISR_1OFMANY) return "one of " + names_of(property) + " must be on";
    return {};
}

std::string read_texts(const INDI::PropertyText& property, char* const* texts, char* const* names, int count,
                       Asked& asked) {
    asked.texts.resize(property.size());
    std::string why;
    for (int i = 0; i < count; ++i) {
        const auto index = element_of(property, names[i], why);
        if (!index) return why;
        const std::string text = texts[i] == nullptr ? "" : texts[i];
        if (text.empty() || text.size() > kLongestText || !is_clean(text)) {
            return std::string(names[i]) + " takes 1 to " + std::to_string(kLongestText) +
                   " bytes of text without control characters";
        }
        asked.texts[*index] = text;
    }
    return {};
}

}  // namespace focus::indi
