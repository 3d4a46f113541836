#include <QDir>
#include <QStandardPaths>
#include <csignal>
#include <sys/prctl.h>

#include "panel/child_process.h"

namespace focus::panel {

QString privateFolder() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return folder.isEmpty() ? QDir::tempPath() : folder;
}

void endWithUs(QProcess& program) {
    program.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
}

void endNow(QProcess& program) {
    program.terminate();
    if (!program.waitForFinished(2000)) program.kill();
}

/// A path, and so in no folder that others can write in; a short one, as sockets want it.
QString socketName(const QString& name) {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return folder.isEmpty() ? name : folder + "/" + name;
}

}  // namespace focus::panel
