#include "panel/sensors_section.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace focus::panel {
namespace {

constexpr double kDewPossible = 3;  // C between temperature and dew point
constexpr double kDew = 1;
constexpr double kDamp = 80;  // %
constexpr double kWet = 90;
constexpr int kIcon = 20;  // pixels

QString number(std::optional<double> value, int decimals) {
    return value ? QString::number(*value, 'f', decimals) : kUnknown;
}

}  // namespace

Judgement judgeDew(std::optional<double> temperature, std::optional<double> dew_point) {
    if (!temperature || !dew_point) return {};
    const double distance = *temperature - *dew_point;
    if (distance < kDew) return {Meaning::alarm, SensorsSection::tr("dew")};
    if (distance < kDewPossible) return {Meaning::caution, SensorsSection::tr("dew possible")};
    return {Meaning::good, {}};
}

Judgement judgeHumidity(std::optional<double> humidity) {
    if (!humidity) return {};
    if (*humidity > kWet) return {Meaning::alarm, SensorsSection::tr("wet")};
    if (*humidity > kDamp) return {Meaning::caution, SensorsSection::tr("damp")};
    return {Meaning::good, {}};
}

SensorsSection::SensorsSection(PanelFocuser& focuser, QWidget* parent)
    : Section(tr("Sensors"), parent),
      focuser_(focuser),
      temperature_(
          row("temperature", Symbol::thermometer, tr("Temperature"), tr("\u00b0C"), tr("At the focuser's own sensor"))),
      humidity_(row("humidity", Symbol::drop, tr("Humidity"), tr("%"), tr("Above 80 % damp, above 90 % wet"))),
      dew_point_(row("dewPoint", Symbol::drop, tr("Dew point"), tr("\u00b0C"),
                     tr("Dew forms on what is colder than this: possible less than 3 \u00b0C above it, "
                        "to be expected less than 1 \u00b0C above it"))),
      change_(new QPushButton) {
    change_->setObjectName("temperatureChange");
    change_->setToolTip(tr("Change of the temperature since the last reset; click to reset (Alt+R)"));
    change_->setShortcut(QKeySequence("Alt+R"));
    change_->setAutoDefault(false);
    change_->setMinimumWidth(change_->fontMetrics().horizontalAdvance("-100.00 \u00b0C") + 16);
    auto* meter = new QHBoxLayout;
    meter->addWidget(new QLabel(tr("Change since reset")), 1);
    meter->addWidget(change_);
    body()->addLayout(meter);
    connect(change_, &QPushButton::clicked, this, [this] {
        reference_.reset();
        refresh();
    });
    connect(&focuser_, &PanelFocuser::changed, this, &SensorsSection::refresh);
    refresh();
}

SensorsSection::Row SensorsSection::row(const QString& name, Symbol symbol, const QString& title, const QString& unit,
                                        const QString& tip) {
    Row made{symbol, new QLabel, nullptr, nullptr, std::nullopt};
    made.icon->setObjectName(name + "Icon");
    made.icon->setFixedSize(kIcon, kIcon);
    made.value = steadyLabel(name, {"-100.00"}, Qt::AlignRight);
    QFont bold = made.value->font();
    bold.setBold(true);
    made.value->setFont(bold);
    made.word = steadyLabel(name + "Word", {tr("dew possible")}, Qt::AlignRight);
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    auto* label = new QLabel(title);
    line->addWidget(made.icon);
    line->addWidget(label, 1);
    line->addWidget(made.word);
    line->addWidget(made.value);
    auto* units = new QLabel(unit);
    units->setMinimumWidth(units->fontMetrics().horizontalAdvance(tr("\u00b0C")));
    line->addWidget(units);
    for (QWidget* widget : {made.icon, label, made.value, made.word}) widget->setToolTip(tip);
    body()->addLayout(line);
    return made;
}

void SensorsSection::display(Row& row, std::optional<double> value, int decimals, const Judgement& judgement) {
    setText(row.value, number(value, decimals));
    if (row.shown == judgement) return;
    row.shown = judgement;
    setText(row.word, judgement.word);
    paintIcon(row);
}

void SensorsSection::paintIcon(Row& row) {
    const QColor tint = colour(row.shown ? row.shown->meaning : Meaning::absent, palette());
    row.icon->setPixmap(icon(row.symbol, tint).pixmap(QSize(kIcon, kIcon), devicePixelRatio()));
}

void SensorsSection::refresh() {
    std::optional<double> temperature, humidity, dew_point;
    if (focuser_.connected() && focuser_.state().sensor) {
        const SensorState& sensor = *focuser_.state().sensor;
        temperature = sensor.temperature;
        if (knows_humidity(sensor)) {
            humidity = sensor.humidity;
            dew_point = sensor.dew_point;
        }
    }
    const Judgement dew = judgeDew(temperature, dew_point);
    const bool dry_sensor = temperature && !dew_point;
    display(temperature_, temperature, 2, {dry_sensor ? Meaning::good : dew.meaning, {}});
    display(humidity_, humidity, 1, judgeHumidity(humidity));
    display(dew_point_, dew_point, 2, dew);
    if (!reference_) reference_ = temperature;
    const QString change = temperature && reference_ ? number(*temperature - *reference_, 2) : kUnknown;
    const QString sign = temperature && reference_ && *temperature - *reference_ > 0.004 ? "+" : "";
    const QString text = sign + (change == "-0.00" ? "0.00" : change) + tr(" \u00b0C");
    if (change_->text() == text) return;
    change_->setText(text);
    change_->setShortcut(QKeySequence("Alt+R"));  // setting a text takes the shortcut away
}

void SensorsSection::changeEvent(QEvent* event) {
    Section::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) return;
    for (Row* row : {&temperature_, &humidity_, &dew_point_}) paintIcon(*row);
}

}  // namespace focus::panel
