// NumberValidator: lets the user type any number, and says whether it is one that is allowed. Nothing is ever changed
// to a nearby value.
#pragma once

#include <QValidator>
#include <optional>

namespace focus::panel {

struct NumberRange {
    int low = 0, high = 0;
    int scale = 1;  ///< 100: typed with up to two decimals, kept x 100
};

class NumberValidator : public QValidator {
    Q_OBJECT

public:
    NumberValidator(NumberRange range, QObject* parent);

    /// What was typed, x scale; nothing if it is no number, has too many decimals, or is out of range. Comma and point,
    /// ASCII and typographic minus are the same.
    std::optional<int> read(const QString& text) const;
    /// The inverse: "28800", "-12.5".
    QString text(int value) const;
    /// "100 to 1000000", "whole numbers from" or "two decimals" not included.
    QString range() const;
    const NumberRange& limits() const { return range_; }

    /// Invalid only for what cannot be part of a number: the reason for the rest is said beside the field.
    State validate(QString& input, int& position) const override;

private:
    NumberRange range_;
};

}  // namespace focus::panel
