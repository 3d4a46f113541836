// The looks of ChartPlot: its colours, the words on its time axis, its crosshair.
#include <algorithm>
#include <qcustomplot.h>

#include "panel/chart_plot.h"
#include "panel/chart_words.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

constexpr std::int64_t kMarkNear = 6;  // pixels from the crosshair
constexpr double kLineWidth = 1;       // pixel; wider lines cost a multiple

struct Look {
    Trace trace;
    Meaning meaning;
    double place;  ///< of its name along the line, so that names do not meet
};
constexpr std::array<Look, kTraces> kLooks{{{Trace::temperature, Meaning::temperature, 0.12},
                                            {Trace::humidity, Meaning::humidity, 0.35},
                                            {Trace::dew_point, Meaning::dew_point, 0.55},
                                            {Trace::position, Meaning::position, 0.75}}};

/// Even steps of time, by the clock on the wall: where that is set back, an hour comes twice.
class WallClockTicker : public QCPAxisTickerDateTime {
public:
    /// `offsets`: the clock changes within what is seen, and every label says by which time it goes.
    WallClockTicker(const QString& format, bool offsets) : offsets_(offsets) { setDateTimeFormat(format); }

private:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override {
        const auto time = static_cast<std::int64_t>(std::llround(tick * 1000));
        const QString clock = clockWords(time, dateTimeFormat());
        return offsets_ ? clock + '\n' + offsetWords(time) : clock;
    }

    bool offsets_;
};

}  // namespace

void ChartPlot::restyle() {
    const QPalette colours = palette();
    const QColor text = colours.color(QPalette::Text);
    QColor faint = text;
    faint.setAlpha(50);
    plot_->setBackground(colours.color(QPalette::Base));
    const auto paint = [&](QCPAxis* axis, const QColor& colour) {
        axis->setBasePen(QPen(colour));
        axis->setTickPen(QPen(colour));
        axis->setSubTickPen(QPen(colour));
        axis->setTickLabelColor(colour);
        axis->setLabelColor(colour);
        axis->setTickLabelFont(font());
        axis->setLabelFont(font());
        axis->grid()->setPen(QPen(faint, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(faint, 1, Qt::DotLine));
    };
    paint(plot_->xAxis, text);
    paint(degrees_, colour(Meaning::temperature, colours));
    paint(percent_, colour(Meaning::humidity, colours));
    paint(steps_, colour(Meaning::position, colours));
    for (const Look& look : kLooks) {
        graph(look.trace)->setPen(QPen(colour(look.meaning, colours), kLineWidth));
        QCPItemText* name = names_[static_cast<std::size_t>(look.trace)];
        name->setColor(colour(look.meaning, colours));
        name->setFont(font());
    }
    for (QCPGraph* mark : marks_) {
        QCPScatterStyle style = mark->scatterStyle();
        style.setPen(QPen(text, 1.5));
        style.setBrush(colours.color(QPalette::Base));
        mark->setScatterStyle(style);
    }
    plot_->legend->setBrush(Qt::NoBrush);
    plot_->legend->setTextColor(text);
    plot_->legend->setFont(font());
    crosshair_->setPen(QPen(text, 1, Qt::DashLine));
    nothing_->setColor(text);
    nothing_->setFont(font());
    QColor veil = colours.color(QPalette::Highlight);
    plot_->selectionRect()->setPen(QPen(veil));
    veil.setAlpha(60);
    plot_->selectionRect()->setBrush(veil);
    drawSoon();
}

void ChartPlot::labelTimes() {
    const TimeSpan span = shown();
    const std::int64_t minutes = span.length() / 60000;
    const QString before = offsetWords(span.from);
    const QString after = offsetWords(span.to);
    const QSharedPointer<QCPAxisTickerDateTime> ticker(new WallClockTicker(minutes < 10          ? "HH:mm:ss"
                                                                           : minutes < 12LL * 60 ? "HH:mm"
                                                                                                 : "d MMM\nHH:mm",
                                                                           before != after));
    ticker->setTickCount(std::max(2, plot_->axisRect()->width() / 110));
    // From a midnight on: hours are whole ones, also where the clock goes half an hour beside UTC's.
    ticker->setTickOrigin(QDateTime::fromMSecsSinceEpoch(span.from).date().startOfDay());
    plot_->xAxis->setTicker(ticker);
    const QString zone = before == after ? before : tr("%1, then %2").arg(before, after);
    plot_->xAxis->setLabel(tr("local time (%1)").arg(zone));
}

void ChartPlot::nameLines() {
    const ChartColumns& all = data_.points();
    const TimeSpan span = shown();
    for (const Look& look : kLooks) {
        QCPItemText* name = names_[static_cast<std::size_t>(look.trace)];
        const auto along = static_cast<std::int64_t>(look.place * static_cast<double>(span.length()));
        const std::size_t index = all.find(span.from + along);
        const float value = index < all.size() ? all.at(index)[look.trace] : NAN;
        name->setVisible(traceShown(look.trace) && !std::isnan(value));
        if (!std::isnan(value)) {
            name->position->setCoords(static_cast<double>(all.at(index).time) / 1000, static_cast<double>(value));
        }
    }
}

void ChartPlot::putCrosshair(std::optional<std::int64_t> time) {
    if (data_.points().empty()) time.reset();
    pointed_ = time;
    crosshair_->setVisible(time.has_value());
    if (time) {
        const double at = static_cast<double>(*time) / 1000;
        crosshair_->point1->setCoords(at, 0);
        crosshair_->point2->setCoords(at, 1);
    }
    if (isVisible()) plot_->layer("overlay")->replot();
    emit readOut(time ? words(*time) : QString());
}

void ChartPlot::stepCrosshair(int points) {
    const ChartColumns& all = data_.points();
    if (all.empty()) return;
    const TimeSpan span = shown();
    const std::size_t first = all.find(span.from);
    const std::size_t last = std::min(all.find(span.to), all.size() - 1);
    const std::size_t now = pointed_ ? all.find(*pointed_) : last;
    const auto wanted = static_cast<std::int64_t>(now) + (pointed_ ? points : 0);
    const auto index = std::clamp(wanted, static_cast<std::int64_t>(first), static_cast<std::int64_t>(last));
    putCrosshair(all.at(static_cast<std::size_t>(index)).time);
}

QString ChartPlot::words(std::int64_t time) const {
    const ChartColumns& all = data_.points();
    std::size_t nearest = std::min(all.find(time), all.size() - 1);
    if (nearest > 0 && time - all.at(nearest - 1).time < std::abs(all.at(nearest).time - time)) --nearest;
    ChartPoint point = all.at(nearest);
    // Beside the points nothing is known: before the first, after the last, in a gap.
    const std::int64_t pixel = shown().length() / std::max(plot_->axisRect()->width(), 1);
    if (std::abs(point.time - time) > std::max<std::int64_t>(2LL * data_.sampling(), 3 * pixel)) point = ChartPoint();
    if (point.time != 0) time = point.time;
    QStringList parts{clockWords(time, "d MMM HH:mm:ss") + " " + offsetWords(time)};
    for (const Trace trace : {Trace::temperature, Trace::humidity, Trace::dew_point, Trace::position}) {
        if (traceShown(trace)) parts << traceWords(trace) + " " + valueWords(trace, point[trace]);
    }
    if (!traceShown(Trace::position)) return parts.join(QStringLiteral("   "));
    const auto earlier = [](const ChartMark& mark, std::int64_t than) { return mark.time < than; };
    const auto& marks = data_.marks();
    const auto mark = std::lower_bound(marks.begin(), marks.end(), time - kMarkNear * pixel, earlier);
    if (mark != marks.end() && mark->time <= time + kMarkNear * pixel) {
        parts << tr("%1 from %2").arg(askerWords(mark->by)).arg(mark->from);
    }
    return parts.join(QStringLiteral("   "));
}

}  // namespace focus::panel
