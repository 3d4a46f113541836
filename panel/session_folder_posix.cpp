#include <QDir>
#include <QStandardPaths>

#include "panel/session_folder.h"

namespace focus::panel {

QString sessionFolder() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return folder.isEmpty() ? QDir::tempPath() : folder;
}

}  // namespace focus::panel
