// What is made of a device's answers, the list of ports, and the lent loop.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

#include "core/io_thread.h"
#include "core/port/port_list.h"
#include "core/serial/answer_reader.h"
#include "core/state/settings_record.h"
#include "core/state/snapshot.h"

namespace focus::test {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

Lines lines_of(const Lines& pieces) {
    AnswerReader reader;
    Lines lines;
    for (const std::string& piece : pieces) reader.feed(piece, [&](std::string line) { lines.push_back(line); });
    return lines;
}

TEST(AnswerReader, CutsLinesWhereverTheBytesBreak) {
    EXPECT_EQ(lines_of({"q:1", ":2\r", "\nf:1\n\n\r\nu", ":"}), (Lines{"q:1:2", "f:1"}));
}

TEST(AnswerReader, DropsALineThatIsTooLongToItsEnd) {
    const std::string piece(700, 'x');
    EXPECT_EQ(lines_of({piece, piece, piece, "q\nf:1\n"}), Lines{"f:1"});
    EXPECT_EQ(lines_of({std::string(10000, 'x') + "\nf:0\n"}), Lines{"f:0"});
    EXPECT_EQ(lines_of({std::string(1024, 'x') + "\n"}).size(), 1U);
    EXPECT_EQ(lines_of({std::string(1025, 'x') + "\n"}).size(), 0U);
}

TEST(SettingsRecord, KeepsWhatItDoesNotKnow) {
    const auto record = SettingsRecord::parse("u:80:1:2000:2:100000:0:4.6:-25.50:30:10:0:  x::1e5:");
    ASSERT_TRUE(record);
    EXPECT_EQ(record->values()[Slot::step_size], 5);
    EXPECT_EQ(record->values()[Slot::coefficient], -26);
    EXPECT_EQ(record->values()[Slot::stepper_mode], 2) << "other hardware's values are taken as they are";
    DeviceSettings wanted = record->values();
    EXPECT_EQ(*record->line_for(wanted), "");
    wanted.set(Slot::mode, 1);
    EXPECT_EQ(*record->line_for(wanted), "U:80:1:2000:2:100000:0:4.6:-25.50:30:10:1:  x::1e5:");
    wanted.set(Slot::speed, 2001);
    EXPECT_EQ(record->line_for(wanted).error(), Error::out_of_range);
}

TEST(SettingsRecord, RefusesALineThatDevicesCannotTake) {
    const auto record = SettingsRecord::parse("u:80:1:2000:2:100000:0:500:-2550:30:10:0:" + std::string(40, '7'));
    ASSERT_TRUE(record);
    DeviceSettings wanted = record->values();
    wanted.set(Slot::mode, 1);
    EXPECT_EQ(record->line_for(wanted).error(), Error::out_of_range);
}

TEST(SettingsRecord, RefusesWhatIsNone) {
    for (const std::string line :
         {"", "u", "u:", "u:1:2:3", "U:80:1:500:0:28800:0:500:0:30:10:0", "u:80:1:500:0:28800:0:500:0:30:10",
          "u:80:1:500:0:28800:0:nan:0:30:10:0", "u:80:1:500:0:28800:0::0:30:10:0", "u:80:1:500:0:28800:0:5.:0:30:10:0",
          "u:80:1:500:0:28800:0:1e3:0:30:10:0", "u:80:1:500:0:99999999999:0:5:0:30:10:0",
          "u:2147483647.9:1:500:0:28800:0:5:0:30:10:0"}) {
        EXPECT_EQ(SettingsRecord::parse(line).error(), Error::bad_reply) << line;
    }
}

struct SnapshotTest : testing::Test {
    SnapshotTest() { stock(); }
    void stock() {
        EXPECT_TRUE(snapshot.identity("#:FocuserLink"));
        hear("q:100:0:0:0:0:0:0");
        snapshot.connected(Clock::now());
    }
    bool hear(const std::string& answer) { return snapshot.answered(answer.substr(0, 1), answer, Clock::now()); }
    void accept(const std::string& move) { snapshot.answered(move, "R", Clock::now()); }

    Snapshot snapshot{"serial:x", Snapshot::Way::hub};
    const FocuserState& state = snapshot.state();
};

TEST_F(SnapshotTest, TheFirstStatusAfterAMoveDecides) {
    accept("R:0:500");
    EXPECT_TRUE(state.commanded);
    EXPECT_EQ(state.target, Position(500));
    hear("q:120:380:0:0:0:0:0");
    EXPECT_TRUE(state.commanded);
    hear("q:500:0:0:0:0:0:0");
    EXPECT_FALSE(state.commanded);
    EXPECT_EQ(state.target, Position(500));
}

TEST_F(SnapshotTest, MotionUnasked) {
    hear("q:120:-20:0:0:0:0:0");
    EXPECT_TRUE(state.moving);
    EXPECT_FALSE(state.commanded);
    EXPECT_EQ(state.target, Position(100));
}

TEST_F(SnapshotTest, WhoMovedIsAskedForAlsoAfterAMoveBetweenTwoPolls) {
    EXPECT_TRUE(snapshot.identity("#:FocuserLink:open:0.1.0"));
    hear("q:100:0:0:0:0:0:0");
    hear("x:0:1:0:1:0:5:1:0:1");
    EXPECT_FALSE(snapshot.wants_extended());
    const auto said = snapshot.state().extended_at;
    EXPECT_NE(said, Clock::time_point{});
    hear("q:100:0:0:0:0:0:0");
    EXPECT_FALSE(snapshot.wants_extended());
    hear("q:101:0:0:0:0:0:0");
    EXPECT_TRUE(snapshot.wants_extended());
    hear("x:0:2:0:1:0:6:1:0:1");
    EXPECT_FALSE(snapshot.wants_extended());
    EXPECT_GT(snapshot.state().extended_at, said);
}

TEST_F(SnapshotTest, ASyncIsKnownByItsTime) {
    EXPECT_EQ(snapshot.state().synced_at, Clock::time_point{});
    const auto before = snapshot.state().read_at;
    snapshot.answered("P:500", "P", Clock::now());
    EXPECT_GT(snapshot.state().synced_at, before);
    const auto sync = snapshot.state().synced_at;
    snapshot.answered("R:0:7", "R", Clock::now());
    EXPECT_EQ(snapshot.state().synced_at, sync);
    snapshot.answered("D:DEFAULTS", "D", Clock::now());
    EXPECT_GT(snapshot.state().synced_at, sync) << "factory defaults begin at position 0";
}

TEST_F(SnapshotTest, AsksUntilTheDeviceHasLookedForASensor) {
    snapshot.identity("#:FocuserLink:open:0.1.0");
    hear("x:0:0:0:4:-1:0:1:0:1");
    EXPECT_TRUE(snapshot.wants_extended());
    hear("x:0:0:0:0:-1:1:1:0:1");
    EXPECT_FALSE(snapshot.wants_extended());
}

TEST_F(SnapshotTest, AFocuserThatHadASensorIsOneThatHasASensor) {
    hear("q:100:0:1:12.34:56.50:3.90:0");
    const auto read_at = state.sensor_at;
    EXPECT_NE(read_at, Clock::time_point());
    snapshot.disconnected(Error::disconnected, "The cable was pulled.");
    stock();
    EXPECT_FALSE(state.sensor);
    EXPECT_EQ(state.sensor_at, read_at);
}

TEST_F(SnapshotTest, IdentityIsComparedAsDriversDo) {
    EXPECT_FALSE(snapshot.identity("#:Focuser"));
    EXPECT_FALSE(snapshot.identity("!:unknown"));
    EXPECT_TRUE(snapshot.identity("#:FocuserLink:1.2"));
    EXPECT_FALSE(snapshot.open_device());
    EXPECT_TRUE(snapshot.identity("#:FocuserLink:opener"));
    EXPECT_FALSE(snapshot.open_device());
    EXPECT_TRUE(snapshot.identity("#:FocuserLink:open"));
    EXPECT_TRUE(snapshot.open_device());
}

TEST_F(SnapshotTest, MessagesShowNoControlCharacters) {
    EXPECT_FALSE(hear("q:\x1b[31m\xff"));
    EXPECT_NE(state.fault_text.find("\"q:?[31m?\""), std::string::npos) << state.fault_text;
    EXPECT_FALSE(hear("q:" + std::string(500, 'z')));
    EXPECT_LT(state.fault_text.size(), 200U);
}

struct PortList : testing::Test {
    PortList() { fs::remove_all(root); }
    ~PortList() override { fs::remove_all(root); }

    void write(const std::string& path, const std::string& text) {
        fs::create_directories((root / path).parent_path());
        std::ofstream(root / path) << text << '\n';
    }
    /// A USB device as the kernel shows it, with the port `tty` on its first interface.
    void plug(const std::string& tty, const std::string& id, const std::string& maker, const std::string& product) {
        const std::string usb = "sys/devices/usb1/" + tty + "-usb";
        write(usb + "/idVendor", id.substr(0, 4));
        write(usb + "/idProduct", id.substr(5));
        if (!maker.empty()) write(usb + "/manufacturer", maker);
        if (!product.empty()) write(usb + "/product", product);
        fs::create_directories(root / usb / "1:1.0" / tty);
        fs::create_directories(root / "sys/class/tty" / tty);
        fs::create_symlink(root / usb / "1:1.0" / tty, root / "sys/class/tty" / tty / "device");
    }
    std::vector<SerialPortInfo> list() const { return list_serial_ports(root / "sys", root / "dev"); }

    fs::path root = fs::temp_directory_path() / ("ports-" + std::to_string(::getpid()));
};

TEST_F(PortList, LikelyFocusersFirstByTheirStableNames) {
    plug("ttyACM0", "1234:5678", "", "Mount");
    plug("ttyUSB3", "0403:6015", "FTDI", "FT231X USB UART");
    write("sys/class/tty/ttyS0/type", "4");
    write("sys/class/tty/ttyS1/type", "0");
    write("sys/class/tty/tty1/dev", "4:1");
    write("sys/class/tty/ttyAMA0/type", "32");
    fs::create_directories(root / "dev/serial/by-id");
    fs::create_symlink("../../ttyUSB3", root / "dev/serial/by-id/usb-FTDI_FT231X-if00-port0");
    const auto ports = list();
    ASSERT_EQ(ports.size(), 4U);
    EXPECT_EQ(ports[0].device, root / "dev/ttyUSB3");
    EXPECT_EQ(ports[0].path, root / "dev/serial/by-id/usb-FTDI_FT231X-if00-port0");
    EXPECT_EQ(ports[0].usb_id, "0403:6015");
    EXPECT_EQ(ports[0].description, "FTDI FT231X USB UART");
    EXPECT_EQ(ports[1].path, root / "dev/ttyACM0");
    EXPECT_EQ(ports[1].description, "Mount");
    EXPECT_EQ(ports[2].device, root / "dev/ttyAMA0");
    EXPECT_EQ(ports[3].device, root / "dev/ttyS0");
    EXPECT_EQ(ports[3].usb_id, "");
}

TEST(PortOrder, CountsAsPeopleDo) {
    std::vector<SerialPortInfo> ports;
    for (const char* name : {"COM10", "COM3", "COM21"}) ports.push_back({name, name, "", ""});
    ports[2].usb_id = "1a86:7523";
    sort_by_likelihood(ports);
    EXPECT_EQ(ports[0].device, "COM21");
    EXPECT_EQ(ports[1].device, "COM3");
    EXPECT_EQ(ports[2].device, "COM10");
}

TEST_F(PortList, TwinsAreToldApartByTheirSockets) {
    for (const std::string n : {"0", "1"}) {
        plug("ttyUSB" + n, "10c4:ea60", "Silicon Labs", "CP2102");
        write("sys/devices/usb1/ttyUSB" + n + "-usb/serial", "0001");
        fs::create_directories(root / "dev/serial/by-path");
        fs::create_symlink("../../ttyUSB" + n, root / ("dev/serial/by-path/pci-usb-0:" + n + ":1.0-port0"));
    }
    fs::create_directories(root / "dev/serial/by-id");
    fs::create_symlink("../../ttyUSB1", root / "dev/serial/by-id/usb-Silicon_Labs_CP2102_0001-if00-port0");
    const auto ports = list();
    ASSERT_EQ(ports.size(), 2U);
    EXPECT_EQ(ports[0].path, root / "dev/serial/by-path/pci-usb-0:0:1.0-port0");
    EXPECT_EQ(ports[1].path, root / "dev/serial/by-path/pci-usb-0:1:1.0-port0");
    for (const SerialPortInfo& port : ports) EXPECT_NE(port.description.find("alike"), std::string::npos);
}

TEST_F(PortList, NoSystemListsNoPorts) { EXPECT_TRUE(list().empty()); }

TEST(IoThread, RunsTasksOnItsOwnThread) {
    IoThread loop;
    auto where = [](int answer) -> Task<int> {
        EXPECT_EQ(answer, 42);
        co_return answer;
    };
    auto thread = []() -> asio::awaitable<std::thread::id> { co_return std::this_thread::get_id(); };
    EXPECT_EQ(*loop.run(where(42)).get(), 42);
    EXPECT_NE(loop.run(thread).get(), std::this_thread::get_id());
    EXPECT_EQ(loop.run(thread).get(), loop.run(thread).get());
    auto failing = []() -> Task<void> { co_return Error::busy; };
    EXPECT_EQ(loop.run(failing).get().error(), Error::busy);
}

}  // namespace
}  // namespace focus::test
