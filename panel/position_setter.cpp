#include "panel/position_setter.h"

#include <QEvent>
#include <QGridLayout>

#include "panel/question.h"
#include "panel/theme.h"

namespace focus::panel {
namespace {

NumberRange allowed(const PanelFocuser& focuser) {
    return {0, focuser.maximum().value_or(slot_rule(Slot::maximum).maximum), 1};
}

}  // namespace

PositionSetter::PositionSetter(PanelFocuser& focuser, QWidget* parent)
    : QWidget(parent),
      focuser_(focuser),
      edit_(new QLineEdit),
      button_(new QPushButton(tr("Set p&osition"))),
      now_(new QLabel),
      hint_(new QLabel) {
    edit_->setObjectName("newPosition");
    edit_->setToolTip(tr("What the present position is to be called; 0 where the tube is fully in"));
    edit_->setAccessibleName(tr("New position"));
    edit_->setAlignment(Qt::AlignRight);
    button_->setObjectName("setPosition");
    button_->setToolTip(tr("Calls the present position this number; nothing moves. Asks first"));
    button_->setAutoDefault(false);
    now_->setObjectName("presentPosition");
    hint_->setObjectName("newPositionHint");
    hint_->setTextFormat(Qt::PlainText);
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
    grid->addWidget(hint_, 2, 0, 1, 2);
    connect(edit_, &QLineEdit::textEdited, this, [this] {
        said_.clear();
        refresh();
    });
    connect(button_, &QPushButton::clicked, this, &PositionSetter::ask);
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
    if (hint_->text() != words) hint_->setText(words);
    hint_->setToolTip(words);
    QPalette palette = hint_->palette();
    if (palette.color(QPalette::WindowText) == ink) return;
    palette.setColor(QPalette::WindowText, ink);
    hint_->setPalette(palette);
}

void PositionSetter::ask() {
    const auto position = NumberRule(allowed(focuser_)).read(edit_->text());
    if (!position) return;
    const Question question{
        "setPosition",
        tr("Set position"),
        tr("Call the present position %1?").arg(*position),
        tr("Nothing moves. But every position that is stored or noted somewhere means another place from then on."),
        tr("&Set position"),
        tr("&Cancel")};
    focus::panel::ask(this, question, [this, value = *position] { set(value); });
}

void PositionSetter::set(int position) {
    focuser_.sync(Position(position), this, [this, position](const QString& problem) {
        if (problem.isEmpty()) edit_->clear();
        say(problem.isEmpty() ? tr("This position is now %1").arg(position) : tr("Not set: %1").arg(problem),
            problem.isEmpty());
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
