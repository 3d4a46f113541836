#include "tests/scenarios/body.h"

namespace focus::testing {

std::vector<BodyKind> further_bodies() { return {}; }

}  // namespace focus::testing
