#include "panel/compensation_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "panel/section.h"

namespace focus::panel {
namespace {

QString signedSteps(int steps) { return (steps > 0 ? "+" : "") + QString::number(steps); }

}  // namespace

CompensationRow::CompensationRow(PanelFocuser& focuser, QWidget* parent)
    : QWidget(parent),
      focuser_(focuser),
      difference_(steadyLabel("compensationDifference", {"-100000"}, Qt::AlignRight)),
      mode_(steadyLabel("compensationMode", {tr("OFF"), tr("MANUAL"), tr("AUTO")}, Qt::AlignRight)),
      compensate_(new QPushButton(tr("&COMPENSATE"))) {
    difference_->setToolTip(tr("Steps from here to where the temperature wants the focuser"));
    mode_->setToolTip(
        tr("OFF: no compensation; MANUAL: by the button or a script; AUTO: by the device itself. "
           "Changed in Focuser settings"));
    QFont bold = mode_->font();
    bold.setBold(true);
    mode_->setFont(bold);
    difference_->setFont(bold);
    mode_->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(tr("MANUAL")) + 2);
    compensate_->setObjectName("compensateButton");
    compensate_->setToolTip(tr("Moves by the compensation difference now"));
    compensate_->setAutoDefault(false);
    compensate_->setMinimumSize(compensate_->fontMetrics().horizontalAdvance(compensate_->text()) + 20, 34);

    auto* title = new QHBoxLayout;
    title->addWidget(new QLabel(tr("Compensation")), 1);
    title->addWidget(mode_);
    auto* value = new QHBoxLayout;
    value->addWidget(new QLabel(tr("Difference")));
    value->addWidget(difference_, 1);
    value->addWidget(new QLabel(tr("steps")));
    value->addSpacing(6);
    value->addWidget(compensate_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addLayout(title);
    all->addLayout(value);
    connect(compensate_, &QPushButton::clicked, this, &CompensationRow::compensate);
    connect(&focuser_, &PanelFocuser::changed, this, &CompensationRow::refresh);
    refresh();
}

void CompensationRow::compensate() {
    const int steps = focuser_.state().compensation_difference.count;
    focuser_.command("S:1", this, [this, steps](const QString& problem) {
        if (!problem.isEmpty()) return emit said(tr("Not compensated: %1").arg(problem));
        emit said(steps == 0 ? tr("Nothing to compensate.") : QString());  // the motion speaks for itself
    });
}

void CompensationRow::refresh() {
    const FocuserState& state = focuser_.state();
    const bool connected = focuser_.connected();
    const bool off = state.compensation == Compensation::off;
    const bool known = connected && !off && state.sensor.has_value();
    setText(difference_, known ? signedSteps(state.compensation_difference.count) : kUnknown);
    const QString mode = off ? tr("OFF") : state.compensation == Compensation::manual ? tr("MANUAL") : tr("AUTO");
    setText(mode_, connected && state.settings ? mode : kUnknown);
    compensate_->setEnabled(known);
}

}  // namespace focus::panel
