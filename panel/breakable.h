// Paths may be longer than a window is wide: places where they can break, that nobody sees.
#pragma once

#include <QString>

namespace focus::panel {

inline QString breakable(const QString& words) {
    return QString(words).replace('/', QStringLiteral("/\u200B")).replace('\\', QStringLiteral("\\\u200B"));
}

}  // namespace focus::panel
