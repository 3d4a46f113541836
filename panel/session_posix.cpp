#include <QDir>
#include <QStandardPaths>

#include "panel/session.h"

namespace focus::panel {

QString sessionFolder() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return folder.isEmpty() ? QDir::tempPath() : folder;
}

void letOthersComeForward() {}

}  // namespace focus::panel
