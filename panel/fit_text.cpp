#include "panel/fit_text.h"

#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>
#include <algorithm>

#include "core/number_text.h"
#include "device/settings/device_settings.h"
#include "panel/point_desk.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

QString number(double value, int decimals) { return QString::fromStdString(number_text(value, decimals)); }

/// What stands in the text wraps instead of widening the window.
QLabel* wrapping(const char* name, const QString& tip) {
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setToolTip(tip);
    return label;
}

QString numbersOf(const CompensationFit& fit) {
    if (!fit.has_coefficient()) return {};
    QStringList all;
    if (fit.degrees > 0) {
        all += FitText::tr("95 %: %1 … %2 steps/°C").arg(number(fit.low, 2), number(fit.high, 2));
    }
    all += FitText::tr("Theil-Sen %1").arg(number(fit.theil_sen, 2));
    all += FitText::tr("R² %1").arg(number(fit.r2, 2));
    all += fit.used == 1 ? FitText::tr("1 point") : FitText::tr("%1 points").arg(fit.used);
    return all.join(QStringLiteral("   "));
}

QString remarksOf(const CompensationFit& fit, const std::vector<FocusPoint>& points) {
    QStringList all;
    for (const std::string& warning : fit.warnings) all += QString::fromStdString(warning);
    for (const Outlier& outlier : fit.outliers) {
        if (outlier.point >= points.size()) continue;
        all += FitText::tr("Outlier %1, row %2: %3")
                   .arg(pointText(points[outlier.point]), QString::number(outlier.point + 1),
                        QString::fromStdString(outlier.reason));
    }
    for (const FilterOffset& filter : fit.filters) {
        const QString name = filter.filter.empty() ? FitText::tr("no filter") : QString::fromStdString(filter.filter);
        all += FitText::tr("Filter offset of %1: %2 ± %3 steps (points: %4).")
                   .arg(name, number(filter.offset, 1), number(filter.error, 1), QString::number(filter.points));
    }
    return all.join('\n');
}

}  // namespace

QString whyNotOffered(const CompensationFit& fit) {
    if (!fit.offered()) return QString::fromStdString(fit.sentence);
    if (fit.device_coefficient()) return {};
    const SlotRule& rule = slot_rule(Slot::coefficient);
    return FitText::tr("The focuser takes %1 to %2 steps/°C.").arg(rule.minimum / 100.0).arg(rule.maximum / 100.0);
}

FitText::FitText(QWidget* parent)
    : QWidget(parent),
      coefficient_(wrapping("fitCoefficient", tr("Coefficient with its standard error"))),
      words_(wrapping("fitWords", tr("What the focuser would do with it"))),
      verdict_(wrapping("fitVerdict", tr("How far the coefficient can be trusted"))),
      numbers_(wrapping("fitNumbers", tr("Interval of 95 % certainty; a second method that bad points hardly touch; "
                                         "part of the positions' changes that temperature explains"))),
      start_(wrapping("fitStart", tr("Where to focus first tonight, from the last night's points"))),
      remarks_(new QPlainTextEdit) {
    setObjectName("fitText");
    remarks_->setObjectName("fitRemarks");
    remarks_->setReadOnly(true);
    remarks_->setTabChangesFocus(true);
    remarks_->setToolTip(tr("Warnings, outliers and why they are left out, filter offsets"));
    remarks_->setAccessibleName(tr("Remarks"));
    remarks_->setPlaceholderText(tr("No warnings, no outliers."));
    remarks_->setFixedHeight(remarks_->fontMetrics().lineSpacing() * 5);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 2);
    large.setBold(true);
    coefficient_->setFont(large);
    coefficient_->setWordWrap(false);
    QFont strong = font();
    strong.setPointSizeF(strong.pointSizeF() * 1.15);
    words_->setFont(strong);
    // Room for what a fit usually says, so that the plot above does not jump.
    verdict_->setMinimumHeight(verdict_->fontMetrics().lineSpacing() * 2);
    verdict_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    for (QWidget* each : std::initializer_list<QWidget*>{coefficient_, words_, verdict_, numbers_, start_, remarks_}) {
        all->addWidget(each);
    }
    tell({}, {});
}

void FitText::tell(const CompensationFit& fit, const std::vector<FocusPoint>& points) {
    fit_ = fit;
    const auto last = std::find_if(points.rbegin(), points.rend(), [](const FocusPoint& point) { return point.use; });
    session_ = last == points.rend() ? std::string() : last->session;
    filter_ = last == points.rend() ? QString() : QString::fromStdString(last->filter);
    const bool known = fit.has_coefficient();
    QString rate = QStringLiteral("--");
    if (known) rate = number(fit.coefficient, 2);
    if (known && fit.degrees > 0) rate += tr(" ± %1").arg(number(fit.error, 2));
    coefficient_->setText(tr("%1 steps/°C").arg(rate));
    words_->setText(fit.offered()    ? QString::fromStdString(coefficient_in_words(fit.coefficient))
                    : known          ? tr("Not to be used as it is.")
                    : points.empty() ? tr("No points yet.")
                                     : tr("No coefficient yet."));
    verdict_->setText(QString::fromStdString(fit.sentence));
    numbers_->setText(numbersOf(fit));
    remarks_->setPlainText(remarksOf(fit, points));
    showStart();
    restyle();
}

void FitText::showTemperature(std::optional<double> temperature) {
    if (temperature == temperature_) return;
    temperature_ = temperature;
    showStart();
}

void FitText::showStart() {
    const auto start = temperature_ ? fit_.start_position(*temperature_, filter_.toStdString(), session_)
                                    : std::optional<StartPosition>();
    QString words = tr("First focus at the present temperature: --");
    if (start && fit_.offered()) {
        const QString filter = QString::fromStdString(start->filter);
        const QString with = filter.isEmpty() ? QString() : tr(" with %1").arg(filter);
        words = tr("First focus at %1 °C%2: about %3").arg(number(*temperature_, 1), with, number(start->position, 0));
    }
    if (start_->text() != words) start_->setText(words);
}

void FitText::restyle() {
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
                     fit_.offered() ? colours.color(QPalette::WindowText) : colour(Meaning::absent, palette()));
    coefficient_->setPalette(colours);
}

void FitText::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) restyle();
}

}  // namespace focus::panel
