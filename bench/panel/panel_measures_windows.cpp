#include "bench/panel/panel_measures.h"

namespace focus::bench {

// The longest stall leaves out what the panel waited for a processor, which only Linux tells; HALT and idle under Wine
// would be about Wine.
void measure_connected() {}

}  // namespace focus::bench
