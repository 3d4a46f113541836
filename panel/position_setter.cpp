#include "panel/position_setter.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>

#include "panel/breakable.h"
#include "panel/question.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

NumberRange allowed(const PanelFocuser& focuser) {
    return {0, focuser.maximum().value_or(slot_rule(Slot::maximum).maximum), 1};
}

}  // namespace

PositionSetter::PositionSetter(PanelFocuser& focuser, PositionShift& shift, QWidget* parent)
    : QWidget(parent),
      focuser_(focuser),
      shift_(shift),
      edit_(new QLineEdit),
      button_(new QPushButton(tr("Set p&osition"))),
      undo_(new QPushButton(tr("Set it bac&k"))),
      now_(new QLabel),
      hint_(new QLabel) {
    edit_->setObjectName("newPosition");
    edit_->setToolTip(tr("What the present position is to be called; 0 where the tube is fully in"));
    edit_->setAccessibleName(tr("New position"));
    edit_->setAlignment(Qt::AlignRight);
    button_->setObjectName("setPosition");
    button_->setToolTip(tr("Calls the present position this number; nothing moves. Asks first"));
    button_->setAutoDefault(false);
    undo_->setObjectName("undoSetPosition");
    undo_->setAutoDefault(false);
    undo_->setToolTip(tr("Calls the present position as before again"));
    QSizePolicy room = undo_->sizePolicy();
    room.setRetainSizeWhenHidden(true);  // nothing moves when it appears
    undo_->setSizePolicy(room);
    undo_->hide();
    now_->setObjectName("presentPosition");
    hint_->setObjectName("newPositionHint");
    hint_->setTextFormat(Qt::PlainText);
    hint_->setWordWrap(true);  // the window's size is that of what stands in it
    QFont small = hint_->font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    hint_->setFont(small);
    hint_->setMinimumWidth(QFontMetrics(small).horizontalAdvance(QString(38, 'n')));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    grid->addWidget(now_, 0, 0, 1, 2);
    grid->addWidget(edit_, 1, 0);
    grid->addWidget(button_, 1, 1);
    grid->addWidget(hint_, 2, 0);
    grid->addWidget(undo_, 2, 1);
    connect(edit_, &QLineEdit::textEdited, this, [this] {
        said_.clear();
        refresh();
    });
    connect(button_, &QPushButton::clicked, this, [this] {
        const auto position = NumberRule(allowed(focuser_)).read(edit_->text());
        if (position) lookFirst([this, wanted = *position] { ask(wanted); });
    });
    connect(undo_, &QPushButton::clicked, this, [this] { lookFirst([this] { undo(); }); });
    connect(&shift_, &PositionShift::looked, this, [this] {
        if (const auto next = std::exchange(next_, nullptr)) next();
    });
    connect(&shift_, &PositionShift::shifted, this, [this](const QString& problem) {
        if (!problem.isEmpty()) say(tr("%1; but %2").arg(said_, problem), false);
    });
    connect(&focuser_, &PanelFocuser::changed, this, &PositionSetter::refresh);
    refresh();
}

void PositionSetter::refresh() {
    const FocuserState& state = focuser_.state();
    const QString now = focuser_.connected() ? QString::number(state.position.steps) : QStringLiteral("--");
    const QString present = tr("The present position is %1.").arg(now);
    if (now_->text() != present) now_->setText(present);
    const NumberRule rule(allowed(focuser_));
    const bool typed = !edit_->text().trimmed().isEmpty();
    const bool good = typed && rule.read(edit_->text());
    const bool still = focuser_.connected() && !state.moving && !state.commanded;
    button_->setEnabled(good && still);
    refreshUndo();

    QString words = tr("%1; nothing moves").arg(rule.range());
    QColor ink = edit_->palette().color(QPalette::PlaceholderText);
    if (typed && !good) {
        words = QStringLiteral("\u2715 ") + rule.mistake(edit_->text());
        ink = colour(Meaning::alarm, edit_->palette());
    } else if (!said_.isEmpty()) {
        words = (said_good_ ? QStringLiteral("\u2713 ") : QStringLiteral("\u2715 ")) + said_;
        ink = colour(said_good_ ? Meaning::good : Meaning::alarm, edit_->palette());
    } else if (typed && focuser_.connected() && !still) {
        words = tr("Not while the focuser moves");
    } else if (typed && !focuser_.connected()) {
        words = tr("Not connected");
    }
    if (const QString shown = breakable(words); hint_->text() != shown) hint_->setText(shown);
    hint_->setToolTip(words);
    QPalette palette = hint_->palette();
    if (palette.color(QPalette::WindowText) == ink) return;
    palette.setColor(QPalette::WindowText, ink);
    hint_->setPalette(palette);
}

void PositionSetter::refreshUndo() {
    // Another focuser has a scale of its own.
    if (done_ && focuser_.connected() && focuser_.state().address != done_->focuser) done_.reset();
    undo_->setVisible(done_.has_value());
    if (!done_) return;
    const FocuserState& state = focuser_.state();
    undo_->setEnabled(focuser_.connected() && !state.moving && !state.commanded);
    undo_->setToolTip(tr("Calls the present position %1 again").arg(state.position.steps - done_->steps));
}

void PositionSetter::lookFirst(std::function<void()> next) {
    next_ = std::move(next);
    shift_.look();
}

void PositionSetter::ask(int position) {
    const int before = focuser_.state().position.steps;
    const int steps = position - before;
    QString consequence = tr("Nothing moves. 0 stays where it is.");
    if (steps > 0) consequence = tr("Nothing moves. 0 is then %1 steps further in than now.").arg(steps);
    if (steps < 0) consequence = tr("Nothing moves. 0 is then %1 steps further out than now.").arg(-steps);
    const QString kept = steps == 0 ? QString() : shift_.kept();
    QCheckBox* along = nullptr;
    if (!kept.isEmpty()) {
        along = new QCheckBox(steps > 0 ? tr("Let the&m go along: add %1 to each").arg(steps)
                                        : tr("Let the&m go along: subtract %1 from each").arg(-steps));
        along->setObjectName("setPositionAlong");
        const auto& extended = focuser_.state().extended;
        const bool lost = extended && extended->bound.count > 0;
        along->setChecked(!lost);
        consequence += "\n\n" + tr("Kept on this computer: %1.").arg(kept);
        if (lost) {
            consequence +=
                " " + tr("The focuser is not sure of its position. If the new number puts it right, they are "
                         "right as they are.");
        }
        if (const QString obstacle = shift_.obstacle(steps); !obstacle.isEmpty()) {
            along->setChecked(false);
            along->setEnabled(false);
            consequence += " " + tr("They cannot go along: %1.").arg(obstacle);
        }
    } else if (steps != 0) {
        consequence += " " + tr("Every position noted somewhere means another place from then on.");
    }
    const Question question{"setPosition",
                            tr("Set position"),
                            tr("Call the present position %1 instead of %2?").arg(position).arg(before),
                            consequence,
                            tr("&Set position"),
                            tr("&Cancel"),
                            false,
                            along};
    focus::panel::ask(this, question, [this, before, position, along] {
        set(before, position, along != nullptr && along->isChecked());
    });
}

void PositionSetter::set(int before, int position, bool along) {
    if (focuser_.state().position.steps != before) {
        return say(tr("Not set: the focuser has moved meanwhile, to %1").arg(focuser_.state().position.steps), false);
    }
    focuser_.sync(Position(position), this, [this, before, position, along](const QString& problem) {
        if (!problem.isEmpty()) return say(tr("Not set: %1").arg(problem), false);
        edit_->clear();
        done_.reset();
        if (position != before) done_ = Done{position - before, along, shift_.seen(), focuser_.state().address};
        if (along) shift_.shift(before, position, shift_.seen());
        say(tr("This position is now %1").arg(position), true);
    });
}

void PositionSetter::undo() {
    if (!done_) return;
    const int before = focuser_.state().position.steps;
    const int position = before - done_->steps;
    focuser_.sync(Position(position), this, [this, before, position](const QString& problem) {
        if (!problem.isEmpty()) return say(tr("Not undone: %1").arg(problem), false);
        // The night and the telescope of then, whatever is the latest now; or the first points since.
        const auto& points = done_ && done_->points.count > 0 ? done_->points : shift_.seen();
        if (done_ && done_->along) shift_.shift(before, position, points);
        done_.reset();
        say(tr("Undone: this position is %1 again").arg(position), true);
    });
}

void PositionSetter::say(const QString& words, bool good) {
    said_ = words;
    said_good_ = good;
    refresh();
}

void PositionSetter::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) refresh();
}

}  // namespace focus::panel
