#include "core/compensation/between_exposures.h"

#include <algorithm>
#include <cstdlib>

namespace focus {
namespace {

constexpr std::size_t kGaps = 5;
constexpr double kLongestExposure = 86400;  // s

/// From the request to the first step, and what the ramps add.
constexpr std::chrono::duration<double> kStart{0.15};

}  // namespace

void BetweenExposures::exposing(std::chrono::duration<double> left, Clock::time_point now) {
    if (camera_ == Camera::idle) {
        gaps_.push_back(now - rests_at_);
        if (gaps_.size() > kGaps) gaps_.pop_front();
    }
    camera_ = Camera::exposing;
    heard_at_ = now;
    asked_camera_at_.reset();
    const std::chrono::duration<double> bounded(std::clamp(left.count(), 0.0, kLongestExposure));
    ends_at_ = now + std::chrono::duration_cast<Clock::duration>(bounded);
}

void BetweenExposures::idle(Clock::time_point now) {
    if (camera_ != Camera::idle) rests_at_ = now;
    camera_ = Camera::idle;
    heard_at_ = now;
    asked_camera_at_.reset();
}

bool BetweenExposures::lost(Clock::time_point now) const {
    if (gone_) return true;
    if (camera_ == Camera::exposing) return now > std::max(heard_at_ + kPatience, ends_at_ + kReadOut);
    return asked_camera_at_ && now > *asked_camera_at_ + kPatience;
}

/// A camera that has been idle for longer than any of its gaps is between two series: the next exposure may begin at
/// any time, whatever is done.
bool BetweenExposures::fits(std::chrono::duration<double> takes, Clock::time_point now) const {
    if (gaps_.empty()) return true;
    const auto [shortest, longest] = std::minmax_element(gaps_.begin(), gaps_.end());
    const auto rested = now - rests_at_;
    return rested + takes <= *shortest || rested > *longest;
}

BetweenExposures::Wish BetweenExposures::decide(const FocuserState& state, Clock::time_point now) {
    holding_ = too_long_ = false;
    if (lost(now)) return Wish::fall_back;
    if (state.link != Link::connected || !state.settings || !state.sensor) return Wish::nothing;
    const DeviceSettings& settings = *state.settings;
    const int32_t due = std::abs(state.compensation_difference.count);
    if (due == 0 || due < settings[Slot::threshold]) return Wish::nothing;
    if (state.moving || state.commanded) return Wish::nothing;
    holding_ = camera_ != Camera::idle;
    // What was asked for shows in the first status after the request.
    if (holding_ || state.read_at <= asked_at_) return Wish::nothing;
    const auto takes = kStart + std::chrono::duration<double>(due / std::max(1.0, double(settings[Slot::speed])));
    if (!fits(takes, now)) {
        too_long_ = takes > *std::min_element(gaps_.begin(), gaps_.end());
        return Wish::nothing;
    }
    if (now - heard_at_ > kFresh) {
        if (asked_camera_at_) return Wish::nothing;
        asked_camera_at_ = now;
        return Wish::ask;
    }
    asked_at_ = now;
    return Wish::apply;
}

}  // namespace focus
