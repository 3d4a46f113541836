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

}  // namespace focus::panel
