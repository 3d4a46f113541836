#include <csignal>
#include <sys/prctl.h>

#include "panel/child_process.h"

namespace focus::panel {

void endWithUs(QProcess& program) {
    program.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
}

void endNow(QProcess& program) {
    program.terminate();
    if (!program.waitForFinished(2000)) program.kill();
}

}  // namespace focus::panel
