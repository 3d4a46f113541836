// NumberRule: what a field of numbers takes, and in words why what was typed is not that. A field shows every key that
// was typed; nothing is swallowed, and nothing is changed to a nearby value.
#pragma once

#include <QCoreApplication>
#include <QString>
#include <optional>

namespace focus::panel {

/// What was typed with a decimal point and an ASCII minus, for these are the same to people as their siblings.
QString plainNumber(const QString& typed);

struct NumberRange {
    int low = 0, high = 0;
    int scale = 1;  ///< 100: typed with up to two decimals, kept x 100
};

class NumberRule {
    Q_DECLARE_TR_FUNCTIONS(focus::panel::NumberRule)

public:
    explicit NumberRule(NumberRange range) : range_(range) {}

    /// What was typed, x scale; nothing if it is no number, has too many decimals, or is out of range. Comma and point,
    /// ASCII and typographic minus are the same. Marks of thousands are not guessed: 12.000 is no number of steps.
    std::optional<int> read(const QString& text) const;
    /// Why `read` gives nothing, and what would be right; empty if it gives something.
    QString mistake(const QString& text) const;
    /// The inverse of `read`: "28800", "-12.5".
    QString text(int value) const;
    /// "100 to 1000000".
    QString range() const;
    const NumberRange& limits() const { return range_; }

private:
    NumberRange range_;
};

}  // namespace focus::panel
