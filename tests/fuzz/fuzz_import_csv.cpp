// The reader of CSV points: any bytes are safe, and every point it gives is plausible.
#include "core/compensation/importers/formats.h"
#include "core/compensation/importers/text_decoding.h"
#include "tests/fuzz/import_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string converted;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    focus::ImportRun run;
    run.begin_file("fuzz");
    focus::import_csv_points(focus::decode_text(bytes, converted), run);
    focus::check_imported(run.finish());
    focus::check_imported(focus::import_bytes(bytes, "2024-11-02--21-43-10.csv"));
    return 0;
}
