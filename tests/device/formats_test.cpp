// The golden samples that docs/formats/ names: a change of what travels or what is stored shows here first.
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "tests/support/test_board.h"

namespace focus::testing {
namespace {

TEST(Formats, TheWireAsItIsDocumented) {
    Remains remains;
    TestFocuser focuser(remains);
    focuser.temperature(10);
    focuser.run(1000);
    std::ifstream file(TEST_DATA "/wire.txt");
    std::string request;
    std::string answer;
    int lines = 0;
    while (std::getline(file, request) && std::getline(file, answer)) {
        EXPECT_EQ("< " + focuser.ask(request.substr(2)), answer) << request;
        ++lines;
    }
    EXPECT_GT(lines, 25);
}

/// The cells of a hex listing: `address: bytes`, comments behind a #.
std::vector<std::pair<unsigned, std::vector<int>>> listing() {
    std::vector<std::pair<unsigned, std::vector<int>>> rows;
    std::ifstream file(TEST_DATA "/settings-image.txt");
    std::string line;
    while (std::getline(file, line)) {
        std::istringstream words(line.substr(0, line.find('#')));
        unsigned address = 0;
        char colon = 0;
        if (!(words >> std::hex >> address >> colon)) continue;
        rows.emplace_back(address, std::vector<int>());
        int byte = 0;
        while (words >> byte) rows.back().second.push_back(byte);
    }
    return rows;
}

TEST(Formats, TheEepromAsItIsDocumented) {
    Remains remains;
    TestFocuser focuser(remains);
    focuser.run(4000);
    focuser.ask("U:80:2:2000:0:60000:1:437:-2550:30:42:1:");
    focuser.run(500);
    focuser.ask("P:5000");
    focuser.run(500);
    remains.trace.reversed(true);
    focuser.ask("R:0:12000");
    focuser.quiet();
    const auto rows = listing();
    ASSERT_GE(rows.size(), 6U);
    for (const auto& [address, bytes] : rows) {
        std::vector<int> cells;
        for (size_t i = 0; i < bytes.size(); ++i) cells.push_back(remains.cells.at(address + i));
        EXPECT_EQ(cells, bytes) << "at 0x" << std::hex << address;
    }
}

// The other way round: a device that finds these bytes is the device that wrote them.
TEST(Formats, AnImageFromTheListingIsUnderstood) {
    Remains remains;
    for (const auto& [address, bytes] : listing()) {
        for (size_t i = 0; i < bytes.size(); ++i) remains.cells.at(address + i) = static_cast<uint8_t>(bytes[i]);
    }
    TestFocuser focuser(remains);
    EXPECT_EQ(focuser.ask("u"), "u:80:2:2000:0:60000:1:437:-2550:30:42:1");
    EXPECT_EQ(focuser.ask("q"), "q:12000:0:0:0:0:0:0");
    EXPECT_EQ(focuser.ask("x"), "x:0:0:0:4:-1:0:2:0:1");
}

}  // namespace
}  // namespace focus::testing
