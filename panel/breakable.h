// Paths may be longer than a window is wide: places where they can break, that nobody sees.
#pragma once

#include <QString>

namespace focus::panel {

QString breakable(const QString& words);

/// From now on what is copied out of our windows has no such places: nothing that it is pasted into would know them.
void copyWithoutBreaks();

}  // namespace focus::panel
