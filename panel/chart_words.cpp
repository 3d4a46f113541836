#include "panel/chart_words.h"

#include <QCoreApplication>
#include <QDateTime>

#include "core/local_time.h"

namespace focus::panel {
namespace {

QString words(const char* text) { return QCoreApplication::translate("Charts", text); }

/// Of the clock on the wall, ms since 1970 by that clock.
std::int64_t wallClock(std::int64_t time) {
    namespace chrono = std::chrono;
    const chrono::sys_time<chrono::milliseconds> utc{chrono::milliseconds(time)};
    const auto second = chrono::floor<chrono::seconds>(utc);
    return (to_local(second).time_since_epoch() + (utc - second)).count();
}

}  // namespace

QString traceWords(Trace trace) {
    switch (trace) {
        case Trace::position: return words("position");
        case Trace::temperature: return words("temperature");
        case Trace::humidity: return words("humidity");
        case Trace::dew_point: return words("dew point");
    }
    return {};
}

QString askerWords(AskedBy by) {
    switch (by) {
        case AskedBy::user: return words("moved by you");
        case AskedBy::client: return words("moved by another program");
        case AskedBy::compensation: return words("moved by compensation");
        case AskedBy::buttons: return words("moved by the buttons");
        case AskedBy::unknown: return words("moved, unknown by whom");
    }
    return {};
}

QString valueWords(Trace trace, float value) {
    if (std::isnan(value)) return QStringLiteral("--");
    const auto number = static_cast<double>(value);
    switch (trace) {
        case Trace::position: return words("%1 steps").arg(number, 0, 'f', 0);
        case Trace::humidity: return words("%1 %").arg(number, 0, 'f', 1);
        case Trace::temperature:
        case Trace::dew_point: return words("%1 °C").arg(number, 0, 'f', 2);
    }
    return {};
}

QString clockWords(std::int64_t time, const QString& format) {
    return QDateTime::fromMSecsSinceEpoch(wallClock(time), Qt::UTC).toString(format);
}

QString offsetWords(std::int64_t time) {
    const std::int64_t minutes = (wallClock(time) - time) / 60000;
    if (minutes == 0) return "UTC";
    const QChar sign = minutes < 0 ? QChar(0x2212) : QChar('+');
    const QString hours = QString("UTC%1%2").arg(sign).arg(std::abs(minutes) / 60);
    return minutes % 60 == 0 ? hours : hours + QString(":%1").arg(std::abs(minutes) % 60, 2, 10, QChar('0'));
}

}  // namespace focus::panel
