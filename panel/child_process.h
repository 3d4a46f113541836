// What each system does in its own way with a program that the panel starts for itself alone. GUI thread.
#pragma once

#include <QProcess>

namespace focus::panel {

/// From its next start on the program ends with the panel, even if the panel is killed.
void endWithUs(QProcess& program);

/// Ends it, where the system can with a word first; waits for that up to two seconds.
void endNow(QProcess& program);

}  // namespace focus::panel
