// bench_compensation: what the calculator costs, beside named references measured in the same run. Exit code 3 if a
// bound is broken.
#include "bench/compensation/parts.h"

int main() {
    const int broken = fit_bench() + import_bench() + log_bench();
    return broken == 0 ? 0 : 3;
}
