// The formats that focus runs come in: how each is known by its contents, and its reader. `text` is UTF-8 without a
// byte order mark. A reader names what is wrong with file and line and takes the rest; docs/formats/imports.md has the
// layouts.
#pragma once

#include <string_view>

#include "core/compensation/importers/import_run.h"

namespace focus {

bool is_nina_report(std::string_view text);
void import_nina_report(std::string_view text, ImportRun& run);

bool is_ekos_analyze(std::string_view text);
void import_ekos_analyze(std::string_view text, ImportRun& run);

bool is_asiair_log(std::string_view text);
void import_asiair_log(std::string_view text, ImportRun& run);

bool is_session_log(std::string_view text);
void import_session_log(std::string_view text, ImportRun& run);

/// Lines of fields under a header that names at least a temperature and a position.
bool is_csv_points(std::string_view text);
void import_csv_points(std::string_view text, ImportRun& run);

}  // namespace focus
