#include "panel/fit_plot.h"

#include <QEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "panel/crisp_plot.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

constexpr double kMargin = 0.08;           // of the range, beside the outermost points
constexpr int kManyPoints = 1000;          // from here on points are small, and drawn faster without smooth edges
constexpr double kLeastRange[] = {1, 20};  // C, steps: a single point is in the middle of something

void fill(QCPGraph* graph, const std::vector<FitView::Edge>& edges, double FitView::Edge::*value) {
    QVector<double> x, y;
    for (const FitView::Edge& edge : edges) {
        x.push_back(edge.temperature);
        y.push_back(edge.*value);
    }
    graph->setData(x, y, true);
}

QCPRange around(double low, double high, double least) {
    const double margin = std::max((high - low) * kMargin, least / 2);
    return {low - margin, high + margin};
}

}  // namespace

FitPlot::FitPlot(QWidget* parent) : QWidget(parent), plot_(new CrispPlot(this)) {
    setObjectName("fitPlot");
    setToolTip(tr("Points, the line through them and the band in which it lies with 95 % certainty"));
    setAccessibleName(tr("Picture of the fit"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(plot_);
    // In the order in which they are drawn.
    for (QCPGraph** graph : {&low_, &band_, &line_, &colder_, &warmer_, &points_, &outliers_})
        *graph = plot_->addGraph();
    band_->setChannelFillGraph(low_);
    band_->setName(tr("95 % band"));
    line_->setName(tr("fit"));
    colder_->setName(tr("two lines"));
    points_->setName(tr("points"));
    outliers_->setName(tr("outliers"));
    for (QCPGraph* dots : {points_, outliers_}) dots->setLineStyle(QCPGraph::lsNone);
    plot_->xAxis->setLabel(tr("Temperature, °C"));
    plot_->yAxis->setNumberFormat("f");
    plot_->yAxis->setNumberPrecision(0);
    plot_->axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignLeft | Qt::AlignTop);
    nothing_ = new QCPItemText(plot_);
    nothing_->position->setType(QCPItemPosition::ptAxisRectRatio);
    nothing_->position->setCoords(0.5, 0.5);
    nothing_->setText(tr("Points show here"));
    draw({}, {});
    restyle();
}

void FitPlot::draw(const CompensationFit& fit, const FitView& view) {
    QVector<double> x, y, outlying_x, outlying_y;
    for (const FitView::Shown& shown : view.points) {
        (shown.outlier ? outlying_x : x).push_back(shown.temperature);
        (shown.outlier ? outlying_y : y).push_back(shown.position);
    }
    points_->setData(x, y);
    outliers_->setData(outlying_x, outlying_y);
    fill(line_, view.line, &FitView::Edge::position);
    fill(band_, view.line, &FitView::Edge::high);
    fill(low_, view.line, &FitView::Edge::low);
    const bool curved = view.segments.size() == 2;
    fill(colder_, curved ? view.segments[0] : std::vector<FitView::Edge>(), &FitView::Edge::position);
    fill(warmer_, curved ? view.segments[1] : std::vector<FitView::Edge>(), &FitView::Edge::position);
    const bool some = !view.points.empty();
    nothing_->setVisible(!some);
    plot_->legend->clearItems();
    if (!x.empty()) points_->addToLegend();
    if (!outlying_x.empty()) outliers_->addToLegend();
    if (!view.line.empty()) line_->addToLegend();
    if (!view.line.empty() && fit.degrees > 0) band_->addToLegend();
    if (curved) colder_->addToLegend();
    plot_->legend->setVisible(some);
    QString label = tr("Position, steps");
    if (view.shifted) {
        QStringList names;
        for (const std::string& name : {view.session, view.filter}) {
            if (!name.empty()) names += QString::fromStdString(name);
        }
        label += names.isEmpty() ? tr(" (shifted onto one group)") : tr(" (shifted onto %1)").arg(names.join(", "));
    }
    plot_->yAxis->setLabel(label);
    // A rising line leaves the upper left corner free, a falling one the upper right.
    const auto side = fit.coefficient < 0 ? Qt::AlignRight : Qt::AlignLeft;
    plot_->axisRect()->insetLayout()->setInsetAlignment(0, side | Qt::AlignTop);
    scale(view);
    restyle();
}

void FitPlot::scale(const FitView& view) {
    if (view.points.empty()) {
        plot_->xAxis->setRange(-10, 20);
        plot_->yAxis->setRange(0, 1000);
        return;
    }
    double left = HUGE_VAL, right = -HUGE_VAL, bottom = HUGE_VAL, top = -HUGE_VAL;
    for (const FitView::Shown& shown : view.points) {
        left = std::min(left, shown.temperature);
        right = std::max(right, shown.temperature);
        bottom = std::min(bottom, shown.position);
        top = std::max(top, shown.position);
    }
    plot_->xAxis->setRange(around(left, right, kLeastRange[0]));
    plot_->yAxis->setRange(around(bottom, top, kLeastRange[1]));
}

void FitPlot::restyle() {
    const QPalette colours = palette();
    const QColor text = colours.color(QPalette::Text), base = colours.color(QPalette::Base);
    const QColor good = colour(Meaning::good, colours), fit = colour(Meaning::fit, colours);
    QColor faint = text, veil = fit;
    faint.setAlpha(50);
    veil.setAlpha(isNight(colours) ? 60 : 40);
    plot_->setBackground(base);
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
        for (const auto set : {&QCPAxis::setBasePen, &QCPAxis::setTickPen, &QCPAxis::setSubTickPen}) {
            (axis->*set)(QPen(text));
        }
        axis->setTickLabelColor(text);
        axis->setLabelColor(text);
        axis->setTickLabelFont(font());
        axis->setLabelFont(font());
        axis->grid()->setPen(QPen(faint, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(QPen(faint, 1, Qt::DotLine));
    }
    low_->setPen(Qt::NoPen);
    band_->setPen(Qt::NoPen);
    band_->setBrush(veil);
    const bool curved = !colder_->data()->isEmpty();
    line_->setPen(QPen(fit, curved ? 1 : 2, curved ? Qt::DotLine : Qt::SolidLine));
    for (QCPGraph* segment : {colder_, warmer_}) segment->setPen(QPen(fit, 2, Qt::DashLine));
    const bool many = points_->dataCount() > kManyPoints;
    points_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, good, good, many ? 3 : 7));
    points_->setAntialiasedScatters(!many);
    // A disc in a ring: the picture of a point that is there and does not count.
    QPainterPath ringed;
    ringed.addEllipse(QPointF(0, 0), 2.5, 2.5);
    ringed.addEllipse(QPointF(0, 0), 6.5, 6.5);
    outliers_->setScatterStyle(
        QCPScatterStyle(ringed, QPen(colour(Meaning::caution, colours), 1.6), QBrush(Qt::NoBrush), 6));
    QColor backing = base;
    backing.setAlpha(220);
    plot_->legend->setBrush(backing);
    plot_->legend->setBorderPen(QPen(faint));
    plot_->legend->setTextColor(text);
    plot_->legend->setFont(font());
    nothing_->setColor(colours.color(QPalette::PlaceholderText));
    nothing_->setFont(font());
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void FitPlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) restyle();
}

}  // namespace focus::panel
