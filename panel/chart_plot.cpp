#include "panel/chart_plot.h"

#include <QEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "panel/chart_words.h"
#include "panel/crisp_plot.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

constexpr int kBetweenPictures = 100;        // ms
constexpr std::int64_t kLeastWhole = 60000;  // ms
constexpr std::int64_t kLeastZoom = 5000;    // ms
constexpr int kLeastDrag = 4;                // pixels; less is a click

constexpr std::array kAllTraces{Trace::temperature, Trace::humidity, Trace::dew_point, Trace::position};

/// A scale never magnifies the last digit to mountains.
double leastSpan(Trace trace) { return trace == Trace::position ? 100 : trace == Trace::humidity ? 10 : 2; }

/// A shape each, so that they differ without colour too.
QCPScatterStyle::ScatterShape shape(AskedBy by) {
    switch (by) {
        case AskedBy::user: return QCPScatterStyle::ssTriangle;
        case AskedBy::client: return QCPScatterStyle::ssSquare;
        case AskedBy::compensation: return QCPScatterStyle::ssDiamond;
        case AskedBy::buttons: return QCPScatterStyle::ssCircle;
        case AskedBy::unknown: return QCPScatterStyle::ssCross;
    }
    return QCPScatterStyle::ssCross;
}

double seconds(std::int64_t time) { return static_cast<double>(time) / 1000; }
std::int64_t milliseconds(double time) { return static_cast<std::int64_t>(time * 1000); }

}  // namespace

ChartPlot::ChartPlot(const ChartData& collected, QWidget* parent)
    : QWidget(parent), data_(collected), plot_(new CrispPlot(this)) {
    setObjectName("chartPlot");
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(320, 200);
    setAccessibleName(tr("Chart"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(plot_);
    soon_.setSingleShot(true);
    soon_.setInterval(kBetweenPictures);
    build();
    buildGraphs();
    listen();
    setView(ChartView::temperature, false);
    restyle();
}

void ChartPlot::build() {
    plot_->setFocusPolicy(Qt::NoFocus);                     // this widget has the keyboard
    plot_->setAttribute(Qt::WA_NoMousePropagation, false);  // the window has the menu
    plot_->setNoAntialiasingOnDrag(true);
    QCPAxisRect* rect = plot_->axisRect();
    degrees_ = rect->axis(QCPAxis::atLeft);
    percent_ = rect->axis(QCPAxis::atRight);
    steps_ = rect->addAxis(QCPAxis::atRight);
    percent_->grid()->setVisible(false);
    steps_->grid()->setVisible(false);
    degrees_->setLabel(tr("temperature [°C]"));
    percent_->setLabel(tr("humidity [%]"));
    steps_->setLabel(tr("position [steps]"));
    for (QCPAxis* each : {degrees_, percent_, steps_}) {
        each->setNumberFormat("f");
        each->setNumberPrecision(each == degrees_ ? 1 : 0);
        each->setTickLabelPadding(4);
    }
    rect->setMinimumMargins(QMargins(64, 4, 64, 0));  // the picture does not jump with the number of digits
    crosshair_ = new QCPItemStraightLine(plot_);
    crosshair_->setLayer("overlay");  // the one that can be drawn by itself; a further one would cost every picture
    crosshair_->setVisible(false);
    nothing_ = new QCPItemText(plot_);
    nothing_->position->setType(QCPItemPosition::ptAxisRectRatio);
    nothing_->position->setCoords(0.5, 0.5);
    nothing_->setText(tr("Nothing collected yet.\nPoints appear while a focuser is connected."));
    plot_->plotLayout()->insertRow(0);
    plot_->plotLayout()->addElement(0, 0, plot_->legend);
    plot_->plotLayout()->setRowStretchFactor(0, 0.001);
    plot_->legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot_->legend->setWrap(4);
    plot_->legend->setVisible(true);
    plot_->legend->setBorderPen(Qt::NoPen);
    plot_->legend->setColumnSpacing(18);
}

void ChartPlot::buildGraphs() {
    plot_->setAutoAddPlottableToLegend(false);
    for (const Trace trace : kAllTraces) {
        QCPGraph* line = plot_->addGraph(plot_->xAxis, axis(trace));
        line->setName(traceWords(trace));
        line->setAdaptiveSampling(false);  // ChartColumns has done it
        lines_[static_cast<std::size_t>(trace)] = line;
        auto* name = new QCPItemText(plot_);
        name->setText(traceWords(trace));
        name->position->setAxes(plot_->xAxis, axis(trace));
        name->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
        name->setPadding(QMargins(3, 1, 3, 3));
        names_[static_cast<std::size_t>(trace)] = name;
    }
    for (std::size_t by = 0; by < kAskers; ++by) {
        QCPGraph* mark = plot_->addGraph(plot_->xAxis, steps_);
        mark->setName(askerWords(static_cast<AskedBy>(by)));
        mark->setLineStyle(QCPGraph::lsNone);
        mark->setScatterStyle(QCPScatterStyle(shape(static_cast<AskedBy>(by)), 9));
        marks_[by] = mark;
    }
}

void ChartPlot::listen() {
    connect(&soon_, &QTimer::timeout, this, &ChartPlot::drawNow);
    connect(&data_, &ChartData::appended, this, &ChartPlot::drawSoon);
    connect(&data_, &ChartData::rearranged, this, &ChartPlot::drawSoon);
    connect(plot_, &QCustomPlot::beforeReplot, this, &ChartPlot::update);
    connect(plot_, &QCustomPlot::afterReplot, this, [this] { ++drawn_; });
    connect(plot_, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        const bool inside = plot_->axisRect()->rect().contains(event->pos());
        const double time = plot_->xAxis->pixelToCoord(event->pos().x());
        putCrosshair(inside ? std::optional(milliseconds(time)) : std::nullopt);
    });
    connect(plot_, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) {
        const double turns = event->angleDelta().y() / 120.0;
        zoomBy(std::pow(0.8, turns), milliseconds(plot_->xAxis->pixelToCoord(event->position().x())));
    });
    connect(plot_, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        plot_->setSelectionRectMode(event->button() == Qt::LeftButton ? QCP::srmCustom : QCP::srmNone);
    });
    connect(plot_->selectionRect(), &QCPSelectionRect::accepted, this, [this](const QRect& rect, QMouseEvent*) {
        if (std::abs(rect.width()) < kLeastDrag) return;
        const QCPRange range = plot_->selectionRect()->range(plot_->xAxis);
        zoom({milliseconds(range.lower), milliseconds(range.upper)});
    });
}

QCPAxis* ChartPlot::axis(Trace trace) const {
    return trace == Trace::position ? steps_ : trace == Trace::humidity ? percent_ : degrees_;
}

bool ChartPlot::traceShown(Trace trace) const {
    if (trace == Trace::temperature) return true;
    const bool air = view_ == ChartView::air;
    return trace == Trace::position ? !air || position_too_ : air;
}

void ChartPlot::setView(ChartView view, bool positionToo) {
    view_ = view;
    position_too_ = positionToo;
    for (const Trace trace : kAllTraces) {
        graph(trace)->setVisible(traceShown(trace));
        axis(trace)->setVisible(traceShown(trace));
    }
    degrees_->setVisible(true);
    degrees_->setLabel(traceShown(Trace::dew_point) ? tr("temperature and dew point [°C]") : tr("temperature [°C]"));
    drawSoon();
    if (pointed_) putCrosshair(pointed_);
}

TimeSpan ChartPlot::whole() const {
    if (data_.points().empty()) {
        const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
        return {now - kLeastWhole, now};
    }
    const std::int64_t last = data_.points().last();
    return {std::min(data_.points().first(), last - kLeastWhole), last};
}

void ChartPlot::zoom(TimeSpan span) {
    const TimeSpan all = whole();
    const std::int64_t length = std::max(span.length(), kLeastZoom);
    if (length >= all.length()) return unzoom();
    span.from = std::clamp(span.from, all.from, all.to - length);
    zoom_ = TimeSpan{span.from, span.from + length};
    drawSoon();
    emit spanChanged();
}

void ChartPlot::zoomBy(double factor, std::optional<std::int64_t> around) {
    const TimeSpan now = shown();
    const std::int64_t fixed = around.value_or(now.from + now.length() / 2);
    const auto scaled = [&](std::int64_t time) {
        return fixed + static_cast<std::int64_t>(static_cast<double>(time - fixed) * factor);
    };
    zoom({scaled(now.from), scaled(now.to)});
}

void ChartPlot::pan(double part) {
    if (!zoom_) return;
    const auto by = static_cast<std::int64_t>(part * static_cast<double>(zoom_->length()));
    zoom({zoom_->from + by, zoom_->to + by});
}

void ChartPlot::unzoom() {
    zoom_.reset();
    drawSoon();
    emit spanChanged();
}

void ChartPlot::drawSoon() {
    if (isVisible() && !soon_.isActive()) soon_.start();
}

void ChartPlot::drawNow() {
    soon_.stop();
    if (zoom_) zoom(*zoom_);  // the whole may have become less
    soon_.stop();
    plot_->replot(QCustomPlot::rpQueuedRefresh);
    if (!zoom_) emit spanChanged();
}

QPixmap ChartPlot::picture() {
    if (soon_.isActive()) drawNow();
    return grab();
}

void ChartPlot::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    drawNow();
}

void ChartPlot::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    putCrosshair(std::nullopt);
}

void ChartPlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange) return;
    restyle();
}

void ChartPlot::update() {
    const TimeSpan span = shown();
    plot_->xAxis->setRange(seconds(span.from), seconds(span.to));
    nothing_->setVisible(data_.points().empty());
    fillLines();
    fillMarks();
    fitScales();
    labelTimes();
    nameLines();
}

void ChartPlot::fillLines() {
    const TimeSpan span = shown();
    for (const Trace trace : kAllTraces) {
        QVector<QCPGraphData> corners;
        const int columns = static_cast<int>(std::ceil(plot_->width() * devicePixelRatioF()));
        if (traceShown(trace)) {
            data_.points().reduce(trace, span.from, span.to, columns, line_);
            corners.reserve(static_cast<qsizetype>(line_.size()));
            for (const ChartVertex& corner : line_) corners.append(QCPGraphData(corner.time, corner.value));
        }
        // Where a line goes up and down in every column, smooth edges are not seen, and cost half of the picture.
        graph(trace)->setAntialiased(corners.size() <= columns);
        graph(trace)->data()->set(corners, true);
    }
}

void ChartPlot::fillMarks() {
    const TimeSpan span = shown();
    std::array<QVector<QCPGraphData>, kAskers> found;
    if (traceShown(Trace::position)) {
        const auto& marks = data_.marks();
        const auto earlier = [](const ChartMark& mark, std::int64_t time) { return mark.time < time; };
        for (auto mark = std::lower_bound(marks.begin(), marks.end(), span.from, earlier);
             mark != marks.end() && mark->time <= span.to; ++mark) {
            found[static_cast<std::size_t>(mark->by)].append(QCPGraphData(seconds(mark->time), mark->to));
        }
    }
    unsigned legend = 0;
    for (const Trace trace : kAllTraces) legend = legend << 1 | (traceShown(trace) ? 1U : 0U);
    for (std::size_t by = 0; by < kAskers; ++by) {
        legend = legend << 1 | (found[by].isEmpty() ? 0U : 1U);
        marks_[by]->data()->set(found[by], true);
    }
    if (std::exchange(legend_, legend) == legend) return;
    plot_->legend->clearItems();
    for (const Trace trace : kAllTraces) {
        if (traceShown(trace)) graph(trace)->addToLegend();
    }
    for (QCPGraph* mark : marks_) {
        if (!mark->data()->isEmpty()) mark->addToLegend();
    }
}

void ChartPlot::fitScales() {
    const TimeSpan span = shown();
    for (QCPAxis* each : {degrees_, percent_, steps_}) {
        std::optional<ValueRange> range;
        double least = 0;
        for (const Trace trace : kAllTraces) {
            if (axis(trace) != each) continue;
            least = leastSpan(trace);
            const auto more = traceShown(trace) ? data_.points().range(trace, span.from, span.to) : std::nullopt;
            if (!more) continue;
            range = range ? ValueRange{std::min(range->low, more->low), std::max(range->high, more->high)} : *more;
        }
        if (!range) range = ValueRange{0, static_cast<float>(least)};
        const double middle = (static_cast<double>(range->low) + static_cast<double>(range->high)) / 2;
        const double half = std::max(least, 1.1 * static_cast<double>(range->high - range->low)) / 2;
        each->setRange(middle - half, middle + half);
        each->setTickLabels(!data_.points().empty());
    }
}

}  // namespace focus::panel
