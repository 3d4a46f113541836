#include "core/compensation/importers/import_run.h"

#include <cmath>
#include <utility>

#include "core/compensation/importers/text_decoding.h"

namespace focus {
namespace {

constexpr std::size_t kMostProblems = 1000;
constexpr std::size_t kMostPoints = 1'000'000;  // about 100 MB
constexpr std::size_t kLongestName = 100;

std::string range_text(double low, double high) {
    return std::to_string(std::llround(low)) + " .. " + std::to_string(std::llround(high));
}

}  // namespace

std::string implausible(const FocusPoint& point) {
    if (!(point.temperature >= kColdest && point.temperature <= kWarmest)) {
        return "the temperature " + exact_text(point.temperature) + " C is outside " + range_text(kColdest, kWarmest) +
               " C";
    }
    if (!(point.position >= kFarthestIn && point.position <= kFarthest)) {
        return "the position " + exact_text(point.position) + " is outside " + range_text(kFarthestIn, kFarthest) +
               " steps";
    }
    return {};
}

std::string tidy_name(std::string_view name) {
    std::string converted;
    name = trimmed(decode_text(name, converted));
    if (name.size() > kLongestName) {
        std::size_t end = kLongestName;
        // Not in the middle of a UTF-8 character.
        while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80) --end;
        name = name.substr(0, end);
    }
    std::string tidy(trimmed(name));
    for (char& c : tidy) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    }
    return std::string(trimmed(tidy));
}

void ImportRun::problem(std::size_t line, std::string reason) {
    if (result_.problems.size() < kMostProblems) {
        result_.problems.push_back({file_, line, std::move(reason)});
    } else {
        ++left_out_;
    }
}

void ImportRun::remark(std::size_t line, std::string why) {
    if (result_.remarks.size() < kMostProblems) {
        result_.remarks.push_back({file_, line, std::move(why)});
    } else {
        ++remarks_left_out_;
    }
}

void ImportRun::failed_run(std::size_t line, std::string why) {
    ++result_.failed_runs;
    remark(line, "this autofocus run failed: " + std::move(why));
}

void ImportRun::cancelled_run(std::size_t line) {
    ++result_.cancelled_runs;
    remark(line, "this autofocus run was cancelled");
}

void ImportRun::cut_off_run(std::size_t line) {
    ++result_.cut_off_runs;
    remark(line, "the end of this autofocus run is not in the file");
}

void ImportRun::without_temperature(std::size_t line) {
    ++result_.without_temperature;
    remark(line, "there is no temperature");
}

void ImportRun::doubtful_point(std::size_t line, FocusPoint point, std::string why) {
    point.use = false;
    point.remark = why;
    const std::size_t before = result_.points.size();
    this->point(line, std::move(point));
    if (result_.points.size() == before) return;
    ++result_.doubtful_runs;
    remark(line, "not used: " + std::move(why));
}

void ImportRun::point(std::size_t line, FocusPoint point) {
    if (std::string why = implausible(point); !why.empty()) return problem(line, std::move(why));
    if (result_.points.size() == kMostPoints) {
        ++points_left_out_;
        return;
    }
    point.filter = tidy_name(point.filter);
    point.session = tidy_name(point.session);
    point.telescope = tidy_name(point.telescope);
    point.remark = tidy_name(point.remark);
    result_.points.push_back(std::move(point));
}

void ImportRun::put_time(FocusPoint& point, const FileTime& time) {
    point.session = session_at(time);
    point.time = to_utc(time);
}

Imported ImportRun::finish() {
    if (points_left_out_ > 0) {
        result_.problems.push_back({file_, 0,
                                    "and " + std::to_string(points_left_out_) + " more points; at most " +
                                        std::to_string(kMostPoints) + " are taken at a time"});
        points_left_out_ = 0;
    }
    if (remarks_left_out_ > 0) {
        result_.remarks.push_back({file_, 0, "and " + std::to_string(remarks_left_out_) + " more remarks"});
        remarks_left_out_ = 0;
    }
    if (left_out_ > 0) {
        result_.problems.push_back({file_, 0, "and " + std::to_string(left_out_) + " more problems"});
        left_out_ = 0;
    }
    return std::move(result_);
}

}  // namespace focus
