// Numbers in a person's words: units, plural, unknown. Independent of the locale.
#pragma once

#include <cstdint>
#include <string>

#include "core/focuser.h"
#include "core/number_text.h"
#include "core/setting_key.h"
#include "core/words.h"

namespace focus::cli {

/// "3 h 12 min", "45 s".
std::string duration_text(int64_t seconds);
/// "61.73" mm, from steps and a step size in um x 100.
std::string millimetres_text(Position position, int32_t step_size);
/// "; write 12000" where it is plain what "12,000" was meant to be, else empty.
std::string cure_text(const std::string& typed, bool decimals);
/// Local time of day, "21:04:07".
std::string time_of_day();
/// The same with milliseconds, "21:04:07.123".
std::string time_of_day_ms();
/// "2026-03-01T21:04:07.123Z".
std::string utc_now();
/// Who moves the focuser, for "... by <this>": from the extended status when there is one.
std::string mover_text(const FocuserState& state);

}  // namespace focus::cli
