// bench_compensation: what the calculator costs, beside named references measured in the same run. Exit code 1 if
// something came out wrong, 3 if a bound is broken.
#include "bench/compensation/parts.h"

int main() {
    const int broken = fit_bench() + import_bench() + log_bench();
    if (wrong_result) return 1;
    return broken == 0 ? 0 : 3;
}
