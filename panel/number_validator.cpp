#include "panel/number_validator.h"

#include <QRegularExpression>
#include <cmath>

namespace focus::panel {
namespace {

constexpr int kLongest = 12;

QString plain(QString text) {
    text = text.trimmed();
    return text.replace(',', '.').replace(QChar(0x2212), '-');
}

}  // namespace

NumberValidator::NumberValidator(NumberRange range, QObject* parent) : QValidator(parent), range_(range) {}

std::optional<int> NumberValidator::read(const QString& text) const {
    static const QRegularExpression whole(QStringLiteral("^[+-]?[0-9]{1,9}$"));
    static const QRegularExpression hundredths(QStringLiteral("^[+-]?([0-9]{1,7}([.][0-9]{0,2})?|[.][0-9]{1,2})$"));
    const QString number = plain(text);
    if (!(range_.scale == 1 ? whole : hundredths).match(number).hasMatch()) return std::nullopt;
    const int value = static_cast<int>(std::lround(number.toDouble() * range_.scale));
    if (value < range_.low || value > range_.high) return std::nullopt;
    return value;
}

QString NumberValidator::text(int value) const {
    return range_.scale == 1 ? QString::number(value)
                             : QString::number(value / static_cast<double>(range_.scale), 'g', 9);
}

QString NumberValidator::range() const { return tr("%1 to %2").arg(text(range_.low), text(range_.high)); }

QValidator::State NumberValidator::validate(QString& input, int&) const {
    if (read(input)) return Acceptable;
    static const QRegularExpression part(QStringLiteral("^[+-]?[0-9]*[.]?[0-9]*$"));
    return input.size() <= kLongest && part.match(plain(input)).hasMatch() ? Intermediate : Invalid;
}

}  // namespace focus::panel
