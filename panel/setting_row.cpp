#include "panel/setting_row.h"

#include <QEvent>
#include <QGridLayout>
#include <utility>

#include "panel/theme.h"

namespace focus::panel {

SettingRow::SettingRow(const QString& name, const QString& label, const QString& tip, QObject* parent)
    : QObject(parent),
      name_(name),
      tip_(tip),
      keeper_(tr("the focuser")),
      label_(new QLabel(label)),
      hint_(new QLabel) {
    hint_->setObjectName(name + "Hint");
    hint_->setTextFormat(Qt::PlainText);
    QFont small = hint_->font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    hint_->setFont(small);
    hint_->setContentsMargins(0, 0, 0, 5);
    // Room for the longest sentence, so that nothing moves when it appears.
    hint_->setMinimumWidth(QFontMetrics(small).horizontalAdvance(QString(38, 'n')));
}

void SettingRow::prepare() {
    QWidget* edit = editor();
    edit->setObjectName(name_);
    edit->setToolTip(tip_);
    edit->setAccessibleName(QString(label_->text()).remove('&'));
    label_->setToolTip(tip_);
    label_->setBuddy(edit);
    edit->installEventFilter(this);
}

bool SettingRow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::PaletteChange) refreshHint();
    if (event->type() == QEvent::FocusOut && std::exchange(stale_, false) && !touched_) {
        show(known_);
        refreshHint();
    }
    return QObject::eventFilter(watched, event);
}

void SettingRow::addTo(QGridLayout& grid) {
    const int row = grid.rowCount();
    grid.addWidget(label_, row, 0, Qt::AlignVCenter | Qt::AlignLeft);
    grid.addWidget(editor(), row, 1);
    grid.addWidget(hint_, row + 1, 1, Qt::AlignTop);
    refreshHint();
}

void SettingRow::setKnown(std::optional<int> value) {
    if (value == known_) return;
    known_ = value;
    if (!touched_) {
        stale_ = userIsIn() && this->value() != known_;
        if (!userIsIn()) show(known_);
    } else if (known_ && this->value() == known_) {
        takeBack();
        return;
    }
    refreshHint();
}

void SettingRow::offer(int value) {
    show(value);
    userEdited();
}

void SettingRow::userEdited() {
    refused_ = false;
    if (!touched_) base_ = known_;
    touched_ = !(known_ && value() == known_);
    refreshHint();
    emit edited();
}

void SettingRow::takeBack() {
    touched_ = refused_ = false;
    show(known_);
    refreshHint();
    emit edited();
}

std::optional<int> SettingRow::write() {
    writing_ = touched_ ? value() : std::nullopt;
    return writing_;
}

void SettingRow::written() {
    const auto sent = std::exchange(writing_, std::nullopt);
    if (!sent || !touched_) return;
    base_ = known_;
    refused_ = known_ != sent && value() == sent;  // unless the user has gone on typing
    refreshHint();
}

void SettingRow::setNote(const QString& note) {
    note_ = note;
    refreshHint();
}

void SettingRow::refreshHint() {
    const QString has = known_ ? words(*known_) : QStringLiteral("--");
    const QPalette& usual = editor()->palette();
    QString text = note_;
    QColor ink = usual.color(QPalette::PlaceholderText);
    if (!good()) {
        text = QStringLiteral("\u2715 ") + mistake();
        ink = colour(Meaning::alarm, usual);
    } else if (refused()) {
        text = QStringLiteral("\u2715 ") + tr("Not taken: %1 has %2").arg(keeper_, has);
        ink = colour(Meaning::alarm, usual);
    } else if (touched_ && base_ && known_ && base_ != known_) {
        text = QStringLiteral("! ") + tr("Changed; meanwhile it became %1").arg(has);
        ink = colour(Meaning::caution, usual);
    } else if (!touched_ && stale_) {
        text = QStringLiteral("! ") + tr("Meanwhile it became %1").arg(has);
        ink = colour(Meaning::caution, usual);
    } else if (touched_) {
        text = QStringLiteral("\u2022 ") + tr("Changed; %1 has %2").arg(keeper_, has);
        ink = usual.color(QPalette::WindowText);
    }
    if (hint_->text() != text) hint_->setText(text);
    hint_->setToolTip(text);
    QPalette palette = hint_->palette();
    if (palette.color(QPalette::WindowText) == ink) return;
    palette.setColor(QPalette::WindowText, ink);
    hint_->setPalette(palette);
}

}  // namespace focus::panel
