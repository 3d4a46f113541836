// ChartPlot: the picture of ChartData: two views, scales that fit what is seen, zoom and pan in time, and a crosshair
// that is read out in words. Draws at most ten times a second, and not at all while nobody can see it. GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "panel/chart_data.h"

class QCPAxis;
class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;
class QMouseEvent;

namespace focus::panel {

enum class ChartView {
    temperature,  ///< and position
    air,          ///< temperature, humidity, dew point; and position if wanted
};

/// ms since 1970, UTC
struct TimeSpan {
    std::int64_t from = 0, to = 0;
    std::int64_t length() const { return to - from; }
};

class ChartPlot : public QWidget {
    Q_OBJECT

public:
    explicit ChartPlot(const ChartData& collected, QWidget* parent = nullptr);

    void setView(ChartView view, bool positionToo);

    /// All that is collected, at least a minute; what is seen.
    TimeSpan whole() const;
    TimeSpan shown() const { return zoom_.value_or(whole()); }
    bool zoomed() const { return zoom_.has_value(); }

    /// Shows this part and stays there while points arrive; never less than 5 s, and nothing beyond the whole.
    void zoom(TimeSpan span);
    /// `factor` below 1 shows less. `around`: the time that stays where it is.
    void zoomBy(double factor, std::optional<std::int64_t> around = std::nullopt);
    /// By this part of what is seen; positive is later. Nothing while the whole is seen.
    void pan(double part);
    /// The whole, and it follows the present from now on.
    void unzoom();
    /// The crosshair one point on; positive is later.
    void stepCrosshair(int points);

    /// Exactly what is seen.
    QPixmap picture();
    /// Draws now what would be drawn within a tenth of a second.
    void drawNow();
    /// Pictures drawn so far.
    int drawn() const { return drawn_; }

signals:
    /// `whole()` or `shown()` is another.
    void spanChanged();
    /// What the crosshair is on, in words; empty when there is none.
    void readOut(const QString& words);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void build();
    void buildGraphs();
    void listen();
    void restyle();
    void update();
    void drawSoon();
    void fillLines();
    void fillMarks();
    void fitScales();
    void labelTimes();
    void nameLines();
    void putCrosshair(std::optional<std::int64_t> time);
    QString words(std::int64_t time) const;
    bool traceShown(Trace trace) const;
    QCPAxis* axis(Trace trace) const;
    QCPGraph* graph(Trace trace) const { return lines_[static_cast<std::size_t>(trace)]; }

    const ChartData& data_;
    QCustomPlot* plot_;
    QCPAxis* degrees_ = nullptr;
    QCPAxis* percent_ = nullptr;
    QCPAxis* steps_ = nullptr;
    std::array<QCPGraph*, kTraces> lines_{};
    std::array<QCPGraph*, kAskers> marks_{};
    std::array<QCPItemText*, kTraces> names_{};  ///< beside the lines: colour is never the only sign
    QCPItemStraightLine* crosshair_ = nullptr;
    QCPItemText* nothing_ = nullptr;
    ChartView view_ = ChartView::temperature;
    bool position_too_ = false;
    std::optional<TimeSpan> zoom_;
    std::optional<std::int64_t> pointed_;  ///< time under the crosshair
    QTimer soon_;
    std::vector<ChartVertex> line_;  ///< reused
    unsigned legend_ = ~0U;          ///< a bit for each entry there may be
    int drawn_ = 0;
};

}  // namespace focus::panel
