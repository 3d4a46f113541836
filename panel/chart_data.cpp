#include "panel/chart_data.h"

#include <QDateTime>
#include <algorithm>

#include "panel/panel_focuser.h"
#include "panel/preferences.h"

namespace focus::panel {
namespace {

/// A state that was not read since is no sample, as in the session log.
constexpr auto kOldest = std::chrono::seconds(2);

/// A move that this panel asked for begins, and after its end is told, within this.
constexpr auto kAskedFor = std::chrono::seconds(4);

AskedBy asker(const std::optional<wire::Mover>& mover, bool here) {
    switch (mover.value_or(wire::Mover::nobody)) {
        case wire::Mover::host: return here ? AskedBy::user : AskedBy::client;
        case wire::Mover::button: return AskedBy::buttons;
        case wire::Mover::compensation: return AskedBy::compensation;
        case wire::Mover::nobody: break;
    }
    return here ? AskedBy::user : AskedBy::unknown;
}

}  // namespace

ChartData::ChartData(PanelFocuser& focuser, QObject* parent)
    : QObject(parent), focuser_(focuser), clock_([] { return QDateTime::currentMSecsSinceEpoch(); }) {
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &ChartData::sample);
    timer_.start(kSamplePeriod);
    connect(&focuser_, &PanelFocuser::changed, this, &ChartData::watchMoves);
    connect(&focuser_, &PanelFocuser::moveAsked, this, [this] { asked_until_ = Clock::now() + kAskedFor; });
}

void ChartData::setClock(WallClock clock) {
    clock_ = std::move(clock);
    timer_.stop();
}

void ChartData::use(const Preferences& preferences) {
    setSampling(preferences.chartSampling());
    setPeriod(preferences.chartPeriod());
}

void ChartData::setSampling(int milliseconds) {
    samples_ = std::clamp((milliseconds + kSamplePeriod / 2) / kSamplePeriod, 1, 60000 / kSamplePeriod);
}

void ChartData::setPeriod(int seconds) {
    period_ = std::clamp(seconds, 3600, 7 * 24 * 3600);
    forgetOld();
    emit rearranged();
}

void ChartData::sample() {
    const std::int64_t now = clock_();
    keepTimesSorted(now);
    watchMoves();
    const FocuserState& state = focuser_.state();
    const LogInterval::Time time{std::chrono::milliseconds(now)};
    if (state.link == Link::connected && Clock::now() - state.read_at <= kOldest) interval_.add(state, time);
    if (state.link == Link::connected && ++taken_ < samples_) return;
    taken_ = 0;
    ChartPoint point;
    point.time = now;
    const auto row = interval_.end();
    if (row) {
        point.time = row->time.time_since_epoch().count();
        point[Trace::position] = static_cast<float>(row->position);
        if (row->sensor) {
            point[Trace::temperature] = static_cast<float>(row->sensor->temperature);
            point[Trace::humidity] = static_cast<float>(row->sensor->humidity);
            point[Trace::dew_point] = static_cast<float>(row->sensor->dew_point);
        }
    }
    if (row || !gap_) add(point);
}

void ChartData::add(const ChartPoint& point) {
    points_.add(point);
    newest_ = std::max(newest_, points_.last());
    gap_ = std::all_of(point.values.begin(), point.values.end(), [](float value) { return std::isnan(value); });
    forgetOld();
    emit appended();
}

void ChartData::add(const ChartMark& mark) {
    marks_.push_back(mark);
    if (marks_.size() > 1) marks_.back().time = std::max(mark.time, marks_[marks_.size() - 2].time);
    emit appended();
}

void ChartData::clear() {
    points_.clear();
    marks_.clear();
    interval_ = LogInterval();
    taken_ = 0;
    gap_ = true;
    emit rearranged();
}

void ChartData::watchMoves() {
    const LogInterval::Time now{std::chrono::milliseconds(clock_())};
    const FocuserState& state = focuser_.state();
    if (expectsOwnMove() && (state.moving || state.commanded)) asked_until_ = Clock::now() + kAskedFor;
    take(moves_.take(state, now, Clock::now()));
}

void ChartData::take(const std::vector<LogRow>& rows) {
    for (const LogRow& row : rows) {
        ChartMark mark;
        mark.time = row.time.time_since_epoch().count();
        mark.from = *row.moved_from;
        mark.to = row.position;
        mark.by = asker(row.moved_by, expectsOwnMove());
        add(mark);
    }
}

void ChartData::keepTimesSorted(std::int64_t now) {
    if (now < newest_) {
        const std::int64_t step = now - kSamplePeriod - newest_;
        points_.shift(step);
        for (ChartMark& mark : marks_) mark.time += step;
        emit rearranged();
    }
    newest_ = now;
}

void ChartData::forgetOld() {
    const std::int64_t oldest = newest_ - 1000LL * period_;
    points_.drop_before(oldest);
    while (!marks_.empty() && marks_.front().time < oldest) marks_.pop_front();
}

}  // namespace focus::panel
