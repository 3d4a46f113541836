#include "simulator/bodies/choose.h"

namespace focus::sim {

std::string choose_body(SimOptions& options) {
    return options.chip.empty() ? "" : "--chip: this program was built without libsimavr-dev and libelf-dev";
}

}  // namespace focus::sim
