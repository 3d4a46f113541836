// The three sorts of setting rows: a number typed, yes or no, one of some words.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

#include "panel/number_rule.h"
#include "panel/setting_row.h"

namespace focus::panel {

class NumberRow : public SettingRow {
    Q_OBJECT

public:
    NumberRow(const QString& name, const QString& label, const QString& tip, NumberRange range, QObject* parent);

    std::optional<int> value() const override { return rule_.read(edit_->text()); }
    QWidget* editor() override { return edit_; }

protected:
    void show(std::optional<int> value) override;
    QString words(int value) const override { return rule_.text(value); }
    QString mistake() const override;
    bool userIsIn() const override { return edit_->hasFocus() && !edit_->text().isEmpty(); }

private:
    QLineEdit* edit_;
    NumberRule rule_;
};

/// The values are 0 and 1.
class SwitchRow : public SettingRow {
    Q_OBJECT

public:
    /// `text` stands beside the box; the grid's label stays empty.
    SwitchRow(const QString& name, const QString& text, const QString& tip, QObject* parent);

    std::optional<int> value() const override;
    QWidget* editor() override { return box_; }

protected:
    void show(std::optional<int> value) override;
    QString words(int value) const override { return value != 0 ? tr("on") : tr("off"); }

private:
    QCheckBox* box_;
};

/// The values are 0 to the number of words less one.
class ChoiceRow : public SettingRow {
    Q_OBJECT

public:
    ChoiceRow(const QString& name, const QString& label, const QString& tip, const QStringList& choices,
              QObject* parent);

    std::optional<int> value() const override;
    QWidget* editor() override { return combo_; }
    QComboBox* combo() { return combo_; }

protected:
    void show(std::optional<int> value) override { combo_->setCurrentIndex(value.value_or(-1)); }
    QString words(int value) const override { return combo_->itemText(value); }

private:
    QComboBox* combo_;
};

}  // namespace focus::panel
