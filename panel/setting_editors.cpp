#include "panel/setting_editors.h"

namespace focus::panel {

NumberRow::NumberRow(const QString& name, const QString& label, const QString& tip, NumberRange range, QObject* parent)
    : SettingRow(name, label, tip, parent), edit_(new QLineEdit), rule_(range) {
    edit_->setPlaceholderText(QStringLiteral("--"));
    edit_->setAlignment(Qt::AlignRight);
    setNote(rule_.range());
    connect(edit_, &QLineEdit::textEdited, this, [this] { userEdited(); });
    prepare();
}

void NumberRow::show(std::optional<int> value) {
    const QString text = value ? rule_.text(*value) : QString();
    // The same text again would move the cursor.
    if (edit_->text() != text) edit_->setText(text);
}

QString NumberRow::mistake() const { return rule_.mistake(edit_->text()); }

SwitchRow::SwitchRow(const QString& name, const QString& text, const QString& tip, QObject* parent)
    : SettingRow(name, QString(), tip, parent), box_(new QCheckBox(text)) {
    connect(box_, &QCheckBox::clicked, this, [this] {
        box_->setTristate(false);
        userEdited();
    });
    prepare();
    SwitchRow::show(std::nullopt);
}

std::optional<int> SwitchRow::value() const {
    if (box_->checkState() == Qt::PartiallyChecked) return std::nullopt;
    return box_->isChecked() ? 1 : 0;
}

void SwitchRow::show(std::optional<int> value) {
    // Unknown is neither: the box shows a bar.
    box_->setTristate(!value);
    box_->setCheckState(!value ? Qt::PartiallyChecked : *value != 0 ? Qt::Checked : Qt::Unchecked);
}

ChoiceRow::ChoiceRow(const QString& name, const QString& label, const QString& tip, const QStringList& choices,
                     QObject* parent)
    : SettingRow(name, label, tip, parent), combo_(new QComboBox) {
    combo_->addItems(choices);
    combo_->setPlaceholderText(QStringLiteral("--"));
    combo_->setCurrentIndex(-1);
    connect(combo_, &QComboBox::activated, this, [this] { userEdited(); });
    prepare();
}

std::optional<int> ChoiceRow::value() const {
    const int index = combo_->currentIndex();
    return index < 0 ? std::nullopt : std::optional<int>(index);
}

}  // namespace focus::panel
