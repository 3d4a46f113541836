#include "core/local_time.h"

namespace focus {

void use_time_zone_of_computer() {}

}  // namespace focus
