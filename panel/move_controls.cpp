#include "panel/move_controls.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>

#include "core/backlash/backlash_setting.h"
#include "panel/halt_button.h"
#include "panel/number_rule.h"
#include "panel/section.h"

namespace focus::panel {
namespace {

const NumberRule kFineStep({1, 100000, 1});
const NumberRule kAnyPosition({-99'999'999, 99'999'999, 1});

}  // namespace

QString limitPassed(int target, std::optional<int> maximum) {
    if (target < 0) return MoveControls::tr("Not moved: %1 is below 0, the inner limit.").arg(target);
    const int limit = maximum.value_or(slot_rule(Slot::maximum).maximum);
    if (target > limit) {
        return MoveControls::tr("Not moved: %1 is beyond the maximum position, %2.").arg(target).arg(limit);
    }
    return {};
}

MoveControls::MoveControls(PanelFocuser& focuser, Preferences& preferences, QWidget* parent)
    : QWidget(parent),
      focuser_(focuser),
      preferences_(preferences),
      in_coarse_(moveButton("moveInCoarse", QStringLiteral("\u2212\u2212"), "F5")),
      in_fine_(moveButton("moveInFine", QStringLiteral("\u2212"), "F6")),
      fine_(new QLineEdit),
      out_fine_(moveButton("moveOutFine", "+", "F7")),
      out_coarse_(moveButton("moveOutCoarse", "++", "F8")),
      absolute_(new QLineEdit),
      go_(new QPushButton(tr("&GO"))),
      halt_(new HaltButton),
      status_(sentenceLabel("statusLine", 2)) {
    fine_->setObjectName("fineStep");
    fine_->setAlignment(Qt::AlignCenter);
    fine_->setText(QString::number(preferences_.fineStep()));
    fine_->setToolTip(tr("Fine step: how many steps \u2212 and + move"));
    fine_->setMinimumHeight(in_fine_->minimumHeight());
    absolute_->setObjectName("absoluteField");
    absolute_->setAlignment(Qt::AlignRight);
    absolute_->setPlaceholderText(tr("steps"));
    absolute_->setToolTip(tr("Where to go, in steps; Enter or GO starts the move"));
    go_->setObjectName("goButton");
    go_->setToolTip(tr("Moves to the position in the field"));
    go_->setAutoDefault(false);
    for (QWidget* widget : {static_cast<QWidget*>(absolute_), static_cast<QWidget*>(go_)}) {
        widget->setMinimumHeight(34);
    }

    auto* relative = new QHBoxLayout;
    relative->setSpacing(5);
    relative->addWidget(in_coarse_, 1);
    relative->addWidget(in_fine_, 1);
    relative->addWidget(fine_, 2);
    relative->addWidget(out_fine_, 1);
    relative->addWidget(out_coarse_, 1);
    auto* target = new QHBoxLayout;
    target->setSpacing(6);
    auto* name = new QLabel(tr("&Absolute"));
    name->setBuddy(absolute_);
    target->addWidget(name);
    target->addWidget(absolute_, 1);
    target->addWidget(go_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addLayout(relative);
    all->addLayout(target);
    all->addWidget(halt_);
    all->addWidget(status_);

    connect(in_coarse_, &QPushButton::clicked, this, [this] { moveByFine(-preferences_.coarseMultiplier()); });
    connect(in_fine_, &QPushButton::clicked, this, [this] { moveByFine(-1); });
    connect(out_fine_, &QPushButton::clicked, this, [this] { moveByFine(1); });
    connect(out_coarse_, &QPushButton::clicked, this, [this] { moveByFine(preferences_.coarseMultiplier()); });
    connect(go_, &QPushButton::clicked, this, &MoveControls::go);
    connect(absolute_, &QLineEdit::returnPressed, this, &MoveControls::go);
    connect(halt_, &QPushButton::pressed, this, &MoveControls::halt);
    connect(fine_, &QLineEdit::textEdited, this, &MoveControls::fineEdited);
    connect(&focuser_, &PanelFocuser::changed, this, &MoveControls::refresh);
    showSteps();
    refresh();
}

QPushButton* MoveControls::moveButton(const QString& name, const QString& text, const QString& key) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    // A button's own shortcut waits a tenth of a second and loses presses meanwhile. A key held down moves once.
    auto* shortcut = new QShortcut(QKeySequence(key), this);
    shortcut->setObjectName(name + "Key");
    shortcut->setAutoRepeat(false);
    connect(shortcut, &QShortcut::activated, button, &QPushButton::click);
    button->setAutoDefault(false);
    button->setMinimumSize(44, 40);
    QFont font = button->font();
    font.setBold(true);
    font.setPixelSize(18);
    button->setFont(font);
    return button;
}

void MoveControls::showSteps() {
    const int fine = preferences_.fineStep();
    const int coarse = fine * preferences_.coarseMultiplier();
    in_coarse_->setToolTip(tr("%1 steps inward (F5)").arg(coarse));
    in_fine_->setToolTip(tr("%1 steps inward (F6)").arg(fine));
    out_fine_->setToolTip(tr("%1 steps outward (F7)").arg(fine));
    out_coarse_->setToolTip(tr("%1 steps outward (F8)").arg(coarse));
}

void MoveControls::fineEdited() {
    const std::optional<int> fine = kFineStep.read(fine_->text());
    if (fine) preferences_.setFineStep(*fine);
    showSteps();
    say(fine ? QString() : tr("Fine step: %1.").arg(kFineStep.mistake(fine_->text())));
}

// The limits of the focuser are told when the move is asked for.
std::optional<int> MoveControls::absolute() const { return kAnyPosition.read(absolute_->text()); }

void MoveControls::setAbsolute(int position) {
    absolute_->setText(QString::number(position));
    absolute_->setFocus();
}

int MoveControls::base() const { return aim_.value_or(focuser_.state().target.steps); }

void MoveControls::moveByFine(int times) {
    if (const auto fine = kFineStep.read(fine_->text())) return moveTo(base() + *fine * times);
    say(tr("Not moved. Fine step: %1.").arg(kFineStep.mistake(fine_->text())));
}

void MoveControls::go() {
    if (!focuser_.connected()) return;
    if (const std::optional<int> target = absolute()) return moveTo(*target);
    say(tr("Not moved. %1.").arg(kAnyPosition.mistake(absolute_->text())));
}

void MoveControls::moveTo(int target) {
    if (!focuser_.connected()) return;
    const QString limit = limitPassed(target, focuser_.maximum());
    if (!limit.isEmpty()) return say(limit);
    const BacklashSetting backlash = read_backlash(user_settings_path());
    say(backlash.problem.empty() ? QString()
                                 : tr("Moved without backlash: %1").arg(QString::fromStdString(backlash.problem)));
    aim_ = target;
    accepted_.reset();
    focuser_.moveTo(Position(target), backlash.value, this, [this, move = ++move_](const QString& problem) {
        if (move != move_) return;
        accepted_ = Clock::now();
        if (problem.isEmpty()) return;
        aim_.reset();
        say(tr("Not moved: %1").arg(problem));
    });
    refresh();
}

void MoveControls::halt() {
    if (!focuser_.connected()) return;
    focuser_.halt(this, [this, move = ++move_](const QString& problem) {
        if (move == move_) say(problem.isEmpty() ? tr("Halted.") : tr("Not halted: %1").arg(problem));
    });
    aim_.reset();
    say(tr("Halting\u2026"));
}

const QWidget& MoveControls::haltButton() const { return *halt_; }

void MoveControls::say(const QString& sentence) {
    said_ = sentence;
    refresh();
}

QString MoveControls::motion() const {
    const FocuserState& state = focuser_.state();
    if (!focuser_.connected() || !state.moving) return {};
    if (aim_) return tr("Moving to %1.").arg(*aim_);
    const bool told = state.extended.has_value() && !state.commanded;
    if (told && state.extended->mover == wire::Mover::button) return tr("A button on the device moves the focuser.");
    if (told && state.extended->mover == wire::Mover::compensation) return tr("Compensating for the temperature.");
    return tr("Moving to %1.").arg(state.target.steps);
}

void MoveControls::refresh() {
    const FocuserState& state = focuser_.state();
    const bool connected = focuser_.connected();
    if (!connected) aim_.reset();
    // Only what was read after the device accepted the move can tell that it has ended.
    if (aim_ && accepted_ && state.read_at > *accepted_) {
        const bool another = state.commanded && state.target.steps != *aim_;
        if (!state.commanded || another) aim_.reset();
    }
    // What somebody else starts is more interesting now than what was said before.
    if (state.moving && !was_moving_ && !aim_) said_.clear();
    was_moving_ = state.moving;
    for (QPushButton* button : {in_coarse_, in_fine_, out_fine_, out_coarse_, go_}) button->setEnabled(connected);
    halt_->setEnabled(connected);
    setText(status_, said_.isEmpty() ? motion() : said_);
}

}  // namespace focus::panel
