#include "panel/chart_words.h"

#include <QCoreApplication>

namespace focus::panel {
namespace {

QString words(const char* text) { return QCoreApplication::translate("Charts", text); }

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

}  // namespace focus::panel
