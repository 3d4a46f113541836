#include "panel/position_display.h"

#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include "panel/section.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

constexpr int kDigits = 42;     // pixels, to be read from where the telescope is
constexpr int kMotorSize = 26;  // pixels

QLabel* digitsLabel(const QString& name, int pixels, bool bold, const QString& widest) {
    auto* label = new QLabel;
    label->setObjectName(name);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(pixels);
    font.setBold(bold);
    label->setFont(font);
    label->setAlignment(Qt::AlignRight | Qt::AlignBaseline);
    label->setMinimumWidth(QFontMetrics(font).horizontalAdvance(widest));
    return label;
}

}  // namespace

PositionDisplay::PositionDisplay(PanelFocuser& focuser, Preferences& preferences, QWidget* parent)
    : QWidget(parent),
      focuser_(focuser),
      preferences_(preferences),
      steps_(digitsLabel("position", kDigits, true, "1000000")),
      millimetres_(digitsLabel("positionMm", 16, false, "99999.999")),
      motor_icon_(new QLabel),
      motor_word_(steadyLabel("motorWord", {tr("rotating"), tr("holding"), tr("idle")}, Qt::AlignHCenter)),
      uncertain_(new QWidget),
      uncertain_text_(sentenceLabel("uncertainSentence", 2)) {
    steps_->setToolTip(tr("Position: 0 is fully in, outward is positive"));
    millimetres_->setToolTip(tr("Position in steps times the step size of the settings"));
    motor_icon_->setObjectName("motorIcon");
    motor_icon_->setAlignment(Qt::AlignCenter);
    motor_icon_->setMinimumHeight(kMotorSize);
    for (QLabel* label : {motor_icon_, motor_word_}) {
        label->setToolTip(tr("The motor: rotating, holding with current, or idle without"));
        QSizePolicy policy = label->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        label->setSizePolicy(policy);
    }

    auto* grid = new QGridLayout;
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(2, 1);
    grid->addWidget(steps_, 0, 0);
    grid->addWidget(new QLabel(tr("steps")), 0, 1, Qt::AlignBottom);
    grid->addWidget(motor_icon_, 0, 3, Qt::AlignBottom);
    grid->addWidget(millimetres_, 1, 0);
    grid->addWidget(new QLabel(tr("mm")), 1, 1, Qt::AlignBottom);
    grid->addWidget(motor_word_, 1, 3);

    auto* confirm = new QPushButton(tr("C&onfirm"));
    confirm->setObjectName("confirmButton");
    confirm->setToolTip(tr("The position shown is right"));
    connect(confirm, &QPushButton::clicked, this,
            [this] { focuser_.command("X", this, [this](const QString& problem) { emit said(problem); }); });
    auto* row = new QHBoxLayout(uncertain_);
    row->setContentsMargins(0, 4, 0, 0);
    row->addWidget(uncertain_text_, 1);
    row->addWidget(confirm, 0, Qt::AlignTop);
    uncertain_->hide();

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addLayout(grid);
    all->addWidget(uncertain_);
    connect(&focuser_, &PanelFocuser::changed, this, &PositionDisplay::refresh);
    showMotor();
    refresh();
}

PositionDisplay::Motor PositionDisplay::motor() const {
    const FocuserState& state = focuser_.state();
    if (!focuser_.connected()) return Motor::unknown;
    if (state.moving) return Motor::rotating;
    if (state.extended) return state.extended->holding ? Motor::holding : Motor::idle;
    if (state.settings) return state.settings->holding_current() ? Motor::holding : Motor::idle;
    return Motor::unknown;
}

void PositionDisplay::refresh() {
    const FocuserState& state = focuser_.state();
    const bool known = focuser_.connected();
    const std::optional<double> size = focuser_.stepSize();
    setText(steps_, known ? QString::number(state.position.steps) : kUnknown);
    setText(millimetres_, known && size ? QString::number(state.position.steps * *size / 1000.0, 'f', 3) : kUnknown);
    const bool icon = preferences_.motorIcon();
    motor_icon_->setVisible(icon);
    motor_word_->setVisible(icon);
    if (motor() != shown_) showMotor();
    showUncertainty();
}

void PositionDisplay::showMotor() {
    shown_ = motor();
    struct Look {
        Symbol symbol;
        Meaning meaning;
        QString word;
    };
    const auto look = [this]() -> Look {
        switch (shown_) {
            case Motor::rotating: return {Symbol::motor_turning, Meaning::alarm, tr("rotating")};
            case Motor::holding: return {Symbol::motor_holding, Meaning::holding, tr("holding")};
            case Motor::idle: return {Symbol::motor_still, Meaning::good, tr("idle")};
            case Motor::unknown: break;
        }
        return {Symbol::motor_still, Meaning::absent, kUnknown};
    }();
    motor_icon_->setPixmap(
        icon(look.symbol, colour(look.meaning, palette())).pixmap(QSize(kMotorSize, kMotorSize), devicePixelRatio()));
    setText(motor_word_, look.word);
}

void PositionDisplay::showUncertainty() {
    const FocuserState& state = focuser_.state();
    const int bound = focuser_.connected() && state.extended ? state.extended->bound.count : 0;
    if (bound > 0) {
        setText(
            uncertain_text_,
            tr("Position uncertain: power was lost during a move. It may be wrong by %1 steps either way.").arg(bound));
    }
    uncertain_->setVisible(bound > 0);
}

void PositionDisplay::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showMotor();
}

}  // namespace focus::panel
