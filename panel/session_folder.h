// A folder for what need not outlive the session.
#pragma once

#include <QString>

namespace focus::panel {

/// Without a slash at the end. This user's alone; where the system has none, everybody's for temporary files. One file
/// a system.
QString sessionFolder();

}  // namespace focus::panel
