#include <QDir>

#include "panel/session_folder.h"

namespace focus::panel {

QString sessionFolder() { return QDir::tempPath(); }

}  // namespace focus::panel
