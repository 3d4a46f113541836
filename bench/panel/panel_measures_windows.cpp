#include "bench/panel/panel_measures.h"

namespace focus::bench {

// These take apart what the panel did and what it waited for a processor, which only Linux tells.
void measure_connected() {}

}  // namespace focus::bench
