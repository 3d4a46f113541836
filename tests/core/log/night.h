// What the tests of the session log share: a folder of their own, a wall clock to set, and the files read back.
#pragma once

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

#include "core/log/session_recorder.h"

namespace focus::test {

using namespace std::chrono_literals;
namespace chrono = std::chrono;
namespace fs = std::filesystem;

struct Folder {
    fs::path path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "focuserlink-log.XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string text(const std::string& name) const {
        std::ifstream file(path / name);
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }
    void put(const std::string& name, const std::string& text) const { std::ofstream(path / name) << text; }
    bool has(const std::string& name) const { return fs::exists(path / name); }
    /// The rows of a file that has no problems, its header once.
    std::vector<LogRow> rows(const std::string& name) const {
        std::vector<ImportProblem> problems;
        auto rows = parse_session_log(text(name), name, problems);
        for (const ImportProblem& problem : problems)
            ADD_FAILURE() << name << ":" << problem.line << " " << problem.reason;
        return rows;
    }
};

/// The process's time zone, for the length of a test.
struct TimeZone {
    explicit TimeZone(const char* zone) { set(zone); }
    ~TimeZone() { set("UTC0"); }
    TimeZone(const TimeZone&) = delete;
    TimeZone& operator=(const TimeZone&) = delete;
    static void set(const char* zone) {
        ::setenv("TZ", zone, 1);
        ::tzset();
    }
};

/// A recorder, its clocks and the state it is shown.
struct Night : testing::Test {
    TimeZone zone{"UTC0"};
    Folder folder;
    chrono::sys_time<chrono::milliseconds> now = chrono::sys_days(chrono::year(2026) / 11 / 27) + 20h;
    Clock::time_point clock = Clock::now();
    FocuserState state;
    std::vector<std::string> told;
    SessionLogOptions options;
    std::unique_ptr<SessionRecorder> recorder;

    Night() {
        options.folder = (folder.path / "documents" / "FocuserLink").string();
        options.interval = 2s;
        options.now = [this] { return now; };
        options.tell = [this](const std::string& words) { told.push_back(words); };
        state.link = Link::connected;
        state.read_at = clock;
        state.position = state.target = Position(1000);
        state.sensor = SensorState{10, 50, 0.06};
        state.compensation = Compensation::manual;
    }
    void begin() { recorder = std::make_unique<SessionRecorder>(options); }
    void pass(chrono::milliseconds time = 500ms) {
        now += time;
        clock += time;
    }
    /// Half a second passes and a status comes.
    void tick() {
        pass();
        state.read_at = clock;
        recorder->tick(state, clock);
    }
    void ticks(int count) {
        for (int i = 0; i < count; ++i) tick();
    }
    std::vector<LogRow> rows(const std::string& name = "2026-11-27.csv") const {
        return folder.rows("documents/FocuserLink/" + name);
    }
};

}  // namespace focus::test
