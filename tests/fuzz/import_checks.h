// What holds for every import, whatever the bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/compensation/importers/import_run.h"
#include "core/compensation/importers/text_decoding.h"

namespace focus {

inline void check_imported(const Imported& imported) {
    if (imported.problems.size() > 1002) std::abort();
    for (const FocusPoint& point : imported.points) {
        if (!implausible(point).empty() || !is_utf8(point.filter) || !is_utf8(point.session)) std::abort();
        if (tidy_name(point.filter) != point.filter) std::abort();
    }
    for (const ImportProblem& problem : imported.problems) {
        if (problem.reason.empty() || !is_utf8(problem.reason)) std::abort();
    }
}

}  // namespace focus
