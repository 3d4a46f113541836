// The point table's file: no text makes its reader fail, and what it read comes back from what it would write.
#include "core/compensation/point_table.h"
#include "tests/fuzz/import_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string converted;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const focus::PointTableText table = focus::parse_point_table(focus::decode_text(bytes, converted), "points.csv");
    if (!table.mistake.empty()) return 0;
    const focus::PointTableText again = focus::parse_point_table(focus::to_text(table), "points.csv");
    if (!again.mistake.empty() || again.points != table.points || again.comments != table.comments) std::abort();
    return 0;
}
