// What the program tells the shell, and the one table that turns an Error into an exit code and a sentence.
#pragma once

#include <string>

#include "core/result.h"

namespace focus::cli {

enum ExitCode : int {
    kDone = 0,
    kFailed = 1,        ///< the device refused, or what was asked for did not happen
    kUsage = 2,         ///< the command line makes no sense
    kNoConnection = 3,  ///< no focuser, or no hub, could be reached, or it was lost
    kTimedOut = 4,      ///< it was reached but did not answer, or made no progress, in time
    kInterrupted = 5,   ///< Ctrl-C
};

struct Failure {
    ExitCode code;
    std::string sentence;
};

/// For a request to a focuser that was reached.
Failure describe(error_code error);

}  // namespace focus::cli
