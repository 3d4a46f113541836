// The parts of bench_compensation. Each prints its own table and gives the number of promises it found broken.
#pragma once

/// One of them came out wrong, on whatever machine.
inline bool wrong_result = false;

int fit_bench();
int import_bench();
int log_bench();
