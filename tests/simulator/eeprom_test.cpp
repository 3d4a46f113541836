#include <algorithm>
#include <csignal>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/resource.h>
#include <sys/stat.h>

#include "simulator/eeprom_file.h"
#include "simulator/sim_eeprom.h"
#include "tests/simulator/host.h"

namespace focus::sim {
namespace {

void finish(SimEeprom& eeprom) {
    while (eeprom.busy()) eeprom.finish_byte();
}

TEST(SimEeprom, ProgramsAByteIn3400MicrosecondsAndSkipsEqualOnes) {
    SimEeprom eeprom;
    const std::uint8_t bytes[] = {1, 0xFF, 0xFF, 4};
    eeprom.write(10, bytes, 4, 1000);
    EXPECT_EQ(eeprom.due(), 1000U + 6800U);
    eeprom.finish_byte();
    EXPECT_EQ(eeprom.read(10), 1);
    EXPECT_EQ(eeprom.read(13), 0xFF);
    EXPECT_EQ(eeprom.due(), 1000U + 2 * 6800U);
    eeprom.finish_byte();
    EXPECT_FALSE(eeprom.busy());
    EXPECT_EQ(eeprom.due(), kNever);
    EXPECT_EQ(eeprom.read(13), 4);
    EXPECT_EQ(eeprom.wear(10), 1U);
    EXPECT_EQ(eeprom.wear(11), 0U);
    EXPECT_EQ(eeprom.changes(), 2U);
    eeprom.write(10, bytes, 4, 99999);
    EXPECT_FALSE(eeprom.busy());
}

TEST(SimEeprom, ACutTearsTheByteInFlightAndDropsTheRest) {
    const struct {
        TornByte outcome;
        int found;
    } cases[] = {{TornByte::old_value, 0x0F},         {TornByte::erased, 0xFF},
                 {TornByte::new_value, 0x30},         {TornByte::partly_erased, 0x8F},
                 {TornByte::partly_programmed, 0xB1}, {TornByte::garbage, 0x81}};
    for (const auto& c : cases) {
        SimEeprom eeprom;
        const std::uint8_t before[] = {0x0F, 0x0F};
        const std::uint8_t after[] = {0x30, 0x30};
        eeprom.write(5, before, 2, 0);
        finish(eeprom);
        eeprom.write(5, after, 2, 0);
        eeprom.cut(c.outcome, 0x81);
        EXPECT_EQ(eeprom.read(5), c.found) << static_cast<int>(c.outcome);
        EXPECT_EQ(eeprom.read(6), 0x0F);
        EXPECT_FALSE(eeprom.busy());
    }
}

class EepromFileTest : public testing::Test {
protected:
    std::string open(EepromFile& file) { return file.open(path_, image_); }
    std::string content() const {
        std::ifstream in(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    Folder folder_;
    std::string path_ = folder_ / "eeprom.bin";
    EepromImage image_ = SimEeprom().image();
    std::string said_;
    EepromFile::Say say_ = [this](const std::string& line) { said_ += line + "\n"; };
};

TEST_F(EepromFileTest, IsMadeKeptAndReadAgain) {
    {
        EepromFile file(say_);
        EXPECT_EQ(open(file), "");
        EXPECT_EQ(content(), std::string(1024, '\xFF'));
        image_[7] = 42;
        file.keep(image_);
        EXPECT_EQ(content()[7], 42);
    }
    image_[7] = 0;
    EepromFile file(say_);
    EXPECT_EQ(open(file), "");
    EXPECT_EQ(image_[7], 42);
    EXPECT_EQ(said_, "");
}

TEST_F(EepromFileTest, AFileOfAnotherSizeIsRefusedAndLeftAlone) {
    std::ofstream(path_) << "hello";
    EepromFile file(say_);
    const std::string error = open(file);
    EXPECT_NE(error.find("has 5 bytes"), std::string::npos) << error;
    EXPECT_NE(error.find("1024"), std::string::npos);
    EXPECT_EQ(content(), "hello");
}

TEST_F(EepromFileTest, OneSimulatorAtATime) {
    EepromFile first(say_);
    EXPECT_EQ(open(first), "");
    EepromFile second(say_);
    EXPECT_NE(open(second).find("used by another"), std::string::npos);
}

TEST_F(EepromFileTest, AFolderThatIsNotThereIsSaidOnceAndStopsNothing) {
    path_ = folder_ / "nowhere/eeprom.bin";
    EepromFile file(say_);
    EXPECT_EQ(open(file), "");
    image_[1] = 1;
    file.keep(image_);
    file.keep(image_);
    EXPECT_NE(said_.find("warning: cannot write the EEPROM file"), std::string::npos);
    EXPECT_EQ(std::count(said_.begin(), said_.end(), '\n'), 1);
}

TEST_F(EepromFileTest, ADiskThatTakesNoMoreIsSaidOnceAndStopsNothing) {
    EepromFile file(say_);
    EXPECT_EQ(open(file), "");
    // The system refuses what lies beyond, as a full disk does.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &limit), 0);
    rlimit tight = limit;
    tight.rlim_cur = 512;
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tight), 0);
    image_[600] = 1;
    file.keep(image_);
    file.keep(image_);
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
    EXPECT_NE(said_.find("warning: cannot write the EEPROM file " + path_ + ": File too large"), std::string::npos)
        << said_;
    EXPECT_EQ(std::count(said_.begin(), said_.end(), '\n'), 1);
    EXPECT_EQ(content(), std::string(1024, '\xFF'));
}

TEST_F(EepromFileTest, WhatIsNoFileIsRefused) {
    path_ = "/dev/full";
    EepromFile file(say_);
    EXPECT_EQ(open(file), "/dev/full is not a file");
}

}  // namespace
}  // namespace focus::sim
