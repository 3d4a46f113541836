// Files that were cut off, damaged, or written in another encoding: never a crash, and what is whole still comes.
#include <random>

#include "core/compensation/importers/import_run.h"
#include "tests/core/importers/samples.h"

namespace focus {
namespace {

class Robustness : public testing::TestWithParam<std::string> {
protected:
    Robustness()
        : bytes_((use_central_europe(), bytes_of(sample_path(GetParam())))), whole_(import_sample(GetParam())) {}

    static void expect_sane(const Imported& imported) {
        EXPECT_LE(imported.problems.size(), 1001U);
        for (const FocusPoint& point : imported.points) EXPECT_EQ(implausible(point), "");
    }
    void expect_same(const std::string& bytes, const char* encoding) const {
        const Imported imported = import_bytes(bytes, GetParam());
        EXPECT_EQ(imported.points, whole_.points) << encoding;
        EXPECT_EQ(imported.failed_runs, whole_.failed_runs) << encoding;
        EXPECT_EQ(imported.without_temperature, whole_.without_temperature) << encoding;
        EXPECT_EQ(imported.problems.size(), whole_.problems.size()) << encoding;
    }

    std::string bytes_;
    Imported whole_;
};

TEST_P(Robustness, CutOffAtEveryByte) {
    const bool lines_may_lack_their_end = GetParam().starts_with("csv/");
    for (std::size_t length = 0; length < bytes_.size(); ++length) {
        const Imported imported = import_bytes(bytes_.substr(0, length), GetParam());
        expect_sane(imported);
        const std::size_t torn = lines_may_lack_their_end && !imported.points.empty() ? 1 : 0;
        ASSERT_LE(imported.points.size(), whole_.points.size()) << length;
        for (std::size_t i = 0; i + torn < imported.points.size(); ++i) {
            ASSERT_EQ(imported.points[i], whole_.points[i]) << "cut off after " << length;
        }
    }
}

TEST_P(Robustness, Mangled) {
    std::mt19937 random(20261127);
    for (int round = 0; round < 300; ++round) {
        std::string bytes = bytes_;
        for (auto flips = random() % 20 + 1; flips > 0; --flips) {
            bytes[random() % bytes.size()] ^= static_cast<char>(1U << (random() % 8));
        }
        expect_sane(import_bytes(bytes, GetParam()));
    }
}

TEST_P(Robustness, Utf16) {
    std::string text = bytes_;
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    std::string little, big;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code = static_cast<unsigned char>(text[i]);
        // The samples hold nothing beyond three bytes; one of them is Latin-1.
        if (code >= 0xE0 && i + 2 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0U) == 0x80) {
            code = (code & 0x0FU) << 12U | (static_cast<unsigned char>(text[i + 1]) & 0x3FU) << 6U |
                   (static_cast<unsigned char>(text[i + 2]) & 0x3FU);
            i += 2;
        } else if (code >= 0xC0 && i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0U) == 0x80) {
            code = (code & 0x1FU) << 6U | (static_cast<unsigned char>(text[i + 1]) & 0x3FU);
            ++i;
        }
        little += {static_cast<char>(code & 0xFFU), static_cast<char>(code >> 8U)};
        big += {static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)};
    }
    expect_same("\xFF\xFE" + little, "little endian");
    expect_same("\xFE\xFF" + big, "big endian");
    expect_same(little, "little endian without a mark");
    expect_same(big, "big endian without a mark");
}

TEST_P(Robustness, AWindowsLetterAnywhere) {
    // In a line of its own where lines are read one by one, in white space of JSON it is a mistake that is named.
    const Imported imported = import_bytes(bytes_ + "\n\xFC\n", GetParam());
    expect_sane(imported);
    if (GetParam().starts_with("ekos/")) expect_same(bytes_ + "\n\xFC\n", "CP-1252");
}

INSTANTIATE_TEST_SUITE_P(Samples, Robustness, testing::ValuesIn(sample_names()), [](const auto& test) {
    std::string name = test.param;
    for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    return name;
});

TEST(Garbage, EmptyAndBinary) {
    EXPECT_EQ(import_bytes("", "x").problems.size(), 1U);
    EXPECT_EQ(import_bytes(std::string(1, '\0'), "x").problems.size(), 1U);
    EXPECT_EQ(import_bytes("\xEF\xBB\xBF", "x").problems.size(), 1U);
    EXPECT_EQ(import_bytes("\xFF\xFE", "x").problems.size(), 1U);
    EXPECT_EQ(import_bytes(" \r\n\t\n", "x").problems.size(), 1U);
    std::mt19937 random(4);
    for (int round = 0; round < 200; ++round) {
        std::string bytes(random() % 3000, '\0');
        for (char& c : bytes) c = static_cast<char>(random());
        const Imported imported = import_bytes(bytes, "x");
        EXPECT_TRUE(imported.points.empty());
        EXPECT_FALSE(imported.problems.empty());
    }
}

}  // namespace
}  // namespace focus
