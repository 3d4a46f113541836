#include <windows.h>

#include "cli/find/doctor.h"
#include "core/files/path.h"

namespace focus::cli {

// Windows tells whether there is such a port, but neither who may use it nor who does.
PortFacts look_at_port(const std::string& path) {
    PortFacts facts;
    facts.path = path;
    wchar_t leads_to[512];
    facts.exists = ::QueryDosDeviceW(to_path(path).c_str(), leads_to, 512) != 0;
    facts.may_use = true;
    return facts;
}

}  // namespace focus::cli
