#include <fstream>

#include "hub/machine_id.h"

namespace focus {

std::string machine_id() {
    std::string id;
    std::ifstream("/etc/machine-id") >> id;
    return id.substr(0, 64);
}

}  // namespace focus
