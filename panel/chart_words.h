// What the charts say of a trace, a move, a moment.
#pragma once

#include <QString>

#include "panel/chart_data.h"

namespace focus::panel {

QString traceWords(Trace trace);
/// "moved by compensation"
QString askerWords(AskedBy by);
/// With its unit; "--" if unknown.
QString valueWords(Trace trace, float value);

/// What the clock on the wall shows at this moment [ms since 1970, UTC], in QDateTime's format.
QString clockWords(std::int64_t time, const QString& format);
/// "UTC+2": by which time that clock goes then. The hour that comes twice in autumn is told apart by nothing else.
QString offsetWords(std::int64_t time);

}  // namespace focus::panel
