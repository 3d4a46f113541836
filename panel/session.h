// What the user's session has for programs that belong together.
#pragma once

#include <QString>

namespace focus::panel {

/// For what need not outlive the session; without a slash at the end. This user's alone; where the system has none,
/// everybody's for temporary files. One file a system.
QString sessionFolder();

/// From now on another program may put its window before all others: Windows lets only the program do so that the user
/// has just started. Elsewhere that is the window manager's own affair. One file a system.
void letOthersComeForward();

}  // namespace focus::panel
