#include "alpaca/client/standard_focuser.h"

#include <boost/json/value_to.hpp>
#include <cmath>
#include <optional>

#include "core/number_text.h"

namespace focus {
namespace {

constexpr double kMostSteps = 1e9;

/// No answer of a server goes beyond: it becomes a line of 32-bit numbers.
std::optional<double> number_of(const HubValue& value, double limit) {
    const auto number = boost::json::try_value_to<double>(value.json);
    if (number.has_error() || !(std::abs(*number) <= limit)) return std::nullopt;
    return *number;
}

}  // namespace

Task<Position> standard_maximum(HubClient& client) {
    const auto maximum = co_await client.get("maxstep");
    if (!maximum) co_return maximum.error();
    const auto steps = number_of(*maximum, kMostSteps);
    if (!steps || *steps < 0) co_return Error::bad_reply;
    co_return Position(static_cast<int32_t>(*steps));
}

Task<Compensation> standard_compensation(HubClient& client) {
    const auto able = co_await client.get("tempcompavailable");
    if (!able) co_return able.error();
    if (!able->flag) co_return Compensation::off;
    const auto automatic = co_await client.get("tempcomp");
    if (!automatic) co_return automatic.error();
    co_return automatic->flag ? Compensation::automatic : Compensation::manual;
}

Task<std::string> standard_answer(HubClient& client, std::string line, Position target) {
    if (line != "q") co_return std::string("!:unknown");
    const auto position = co_await client.get("position");
    if (!position) co_return position.error();
    const auto moves = co_await client.get("ismoving");
    if (!moves) co_return moves.error();
    const auto warmth = co_await client.get("temperature");
    if (!warmth && warmth.error() == Error::timeout) co_return warmth.error();

    const auto steps = number_of(*position, kMostSteps);
    if (!steps) co_return Error::bad_reply;
    const int at = static_cast<int>(*steps);
    // How far it still goes is not said; one step is the least that moves.
    const int to_go = !moves->flag ? 0 : target.steps == at ? 1 : target.steps - at;
    const auto celsius = warmth ? number_of(*warmth, 150) : std::nullopt;
    std::string answer = "q:" + std::to_string(at) + ":" + std::to_string(to_go) + (celsius ? ":1:" : ":0:");
    answer += fixed_text(celsius.value_or(0), 2) + ":0:0:0";
    co_return answer;
}

}  // namespace focus
