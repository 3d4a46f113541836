#include "panel/number_rule.h"

#include <QRegularExpression>
#include <cmath>

#include "core/number_cure.h"

namespace focus::panel {
namespace {

constexpr int kLongestQuoted = 14;  // of what was typed, in a sentence that has to fit below a field

}  // namespace

QString plainNumber(const QString& typed) { return typed.trimmed().replace(',', '.').replace(QChar(0x2212), '-'); }

std::optional<int> NumberRule::read(const QString& text) const {
    static const QRegularExpression whole(QStringLiteral("^[+-]?[0-9]{1,9}$"));
    static const QRegularExpression hundredths(QStringLiteral("^[+-]?([0-9]{1,7}([.][0-9]{0,2})?|[.][0-9]{1,2})$"));
    const QString number = plainNumber(text);
    if (!(range_.scale == 1 ? whole : hundredths).match(number).hasMatch()) return std::nullopt;
    const int value = static_cast<int>(std::lround(number.toDouble() * range_.scale));
    if (value < range_.low || value > range_.high) return std::nullopt;
    return value;
}

QString NumberRule::mistake(const QString& text) const {
    if (read(text)) return {};
    QString typed = text.trimmed();
    if (typed.isEmpty()) return tr("A number from %1").arg(range());
    if (typed.size() > kLongestQuoted) typed = typed.left(kLongestQuoted - 1) + QChar(0x2026);
    const QString value = plainNumber(text);
    const qsizetype point = value.indexOf('.');
    const std::string cure = number_cure(text.trimmed().replace(QChar(0x2212), '-').toStdString(), range_.scale != 1);
    // A decimal comma is no mistake here.
    if (!cure.empty() && QString::fromStdString(cure) != value) {
        return tr("%1: no marks of thousands, write %2").arg(typed, QString::fromStdString(cure));
    }
    static const QRegularExpression number(QStringLiteral("^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)$"));
    if (!number.match(value).hasMatch()) return tr("'%1' is no number; %2").arg(typed, range());
    if (range_.scale == 1 && point >= 0) return tr("Whole numbers only, %1").arg(range());
    if (point >= 0 && value.size() - point > 3) return tr("%1: at most two decimals, no thousands").arg(typed);
    return tr("%1 is not within %2").arg(typed, range());
}

QString NumberRule::text(int value) const {
    return range_.scale == 1 ? QString::number(value)
                             : QString::number(value / static_cast<double>(range_.scale), 'g', 9);
}

QString NumberRule::range() const { return tr("%1 to %2").arg(text(range_.low), text(range_.high)); }

}  // namespace focus::panel
