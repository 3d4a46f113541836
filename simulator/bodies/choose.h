// Which body the program serves. One of the files beside this one is linked: chip.cpp where libsimavr is installed.
#pragma once

#include <string>

#include "simulator/sim_options.h"

namespace focus::sim {

/// Makes `options.body` what `options.chip` asks for. Empty if all went well, else why not, in words.
std::string choose_body(SimOptions& options);

}  // namespace focus::sim
