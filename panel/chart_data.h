// ChartData: what the charts show. Samples the focuser twice a second from the moment it is connected, whether anybody
// looks or not, makes points of means, and keeps them for the chosen period, with the moves and who made them. Points
// are in memory only; files are core/log's. GUI thread.
//
// A lost link is a gap. A clock set back takes the collected times back with it: they were told by the wrong clock, and
// times never run backwards. A clock set forward, or a computer that slept, leaves a gap.
#pragma once

#include <QObject>
#include <QTimer>
#include <deque>
#include <functional>

#include "core/log/log_interval.h"
#include "core/log/move_watch.h"
#include "panel/chart_columns.h"

namespace focus::panel {

class PanelFocuser;
class Preferences;

/// Who asked for a move: this panel, another program, the device's compensation, the buttons on the device; or nobody
/// could say.
enum class AskedBy { user, client, compensation, buttons, unknown };
constexpr std::size_t kAskers = 5;

struct ChartMark {
    std::int64_t time = 0;          ///< of the move's end, ms since 1970, UTC
    std::int32_t from = 0, to = 0;  ///< steps
    AskedBy by = AskedBy::unknown;
};

class ChartData : public QObject {
    Q_OBJECT

public:
    /// Milliseconds since 1970, UTC.
    using WallClock = std::function<std::int64_t()>;

    explicit ChartData(PanelFocuser& focuser, QObject* parent = nullptr);

    /// The period and the sampling that are remembered.
    void use(const Preferences& preferences);
    /// A test's clock: from now on samples are only those that the test takes by `sample`.
    void setClock(WallClock clock);

    int sampling() const { return samples_ * kSamplePeriod; }  ///< ms of a point
    /// 500..60000 ms; rounded to a multiple of 500. From the next point on.
    void setSampling(int milliseconds);
    int period() const { return period_; }  ///< s
    /// 1 h .. 7 days in s. What is older is forgotten at once.
    void setPeriod(int seconds);

    const ChartColumns& points() const { return points_; }
    const std::deque<ChartMark>& marks() const { return marks_; }  ///< in the order of their times

    /// The move that is under way, or begins now, counts as this panel's.
    bool expectsOwnMove() const { return Clock::now() <= asked_until_; }

    /// A point that was made elsewhere; also for measurements.
    void add(const ChartPoint& point);
    void add(const ChartMark& mark);

public slots:
    /// One of two samples a second.
    void sample();
    /// Forgets all points and marks.
    void clear();

signals:
    /// A point or a mark more.
    void appended();
    /// Points are gone or have other times.
    void rearranged();

private:
    static constexpr int kSamplePeriod = 500;  // ms

    void watchMoves();
    void take(const std::vector<LogRow>& rows);
    void keepTimesSorted(std::int64_t now);
    void forgetOld();

    PanelFocuser& focuser_;
    WallClock clock_;
    QTimer timer_;
    LogInterval interval_;
    MoveWatch moves_;
    ChartColumns points_;
    std::deque<ChartMark> marks_;
    int samples_ = 10;  ///< of a point
    int taken_ = 0;     ///< since the last point
    int period_ = 24 * 3600;
    std::int64_t newest_ = 0;  ///< time of the last sample
    bool gap_ = true;          ///< the last point is one, or there is none
    Clock::time_point asked_until_{};
};

}  // namespace focus::panel
