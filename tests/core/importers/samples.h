// What the tests of the importers share: the sample files, and one time zone for all of them.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <vector>

#include "core/compensation/importers/import_points.h"
#include "core/utc_text.h"

namespace focus {

/// Central Europe, whatever the machine is set to.
inline void use_central_europe() {
    ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    ::tzset();
}

inline std::string sample_path(const std::string& name) { return std::string(TEST_DATA) + "/import/" + name; }

inline std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Below tests/data/import.
inline std::vector<std::string> sample_names() {
    const std::string root = sample_path("");
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.is_regular_file()) names.push_back(entry.path().string().substr(root.size()));
    }
    std::sort(names.begin(), names.end());
    return names;
}

inline Imported import_sample(const std::string& name) { return import_bytes(bytes_of(sample_path(name)), name); }

/// "2024-11-02T20:43:10" in UTC, for comparing with a point's time.
inline std::string utc_or_none(const std::optional<std::chrono::sys_seconds>& time) {
    return time ? utc_text(*time) : "none";
}

/// A folder of its own for one test, in the usual time zone.
class InFolder : public testing::Test {
protected:
    InFolder() {
        use_central_europe();
        char name[] = "/tmp/focuserlink-import.XXXXXX";
        folder_ = ::mkdtemp(name);
    }
    ~InFolder() override { std::filesystem::remove_all(folder_); }

    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    void write(const std::string& name, const std::string& content) const {
        std::filesystem::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << content;
    }

    std::filesystem::path folder_;
};

}  // namespace focus
