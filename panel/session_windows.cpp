#include <windows.h>
#include <QDir>

#include "panel/session.h"

namespace focus::panel {

QString sessionFolder() { return QDir::tempPath(); }

void letOthersComeForward() { ::AllowSetForegroundWindow(ASFW_ANY); }

}  // namespace focus::panel
