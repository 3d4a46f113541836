// Snapshot: turns the device's answers into a FocuserState. Lines and times in, state out; no input or output.
//
// What a stock device says, whose lines carry no check, is believed when a second answer agrees: settings and buttons
// always, a status when it does not follow from the last one (status_judge.h).
//
// `commanded` begins when a move is accepted and ends with the first status that was answered afterwards and says
// that nothing is left to go. The device answers in order, so that status is later than the move, whatever the poll
// timing. A move whose answer was lost, and motion found on connecting, are in doubt: then the device's own word on
// who moved last decides, and with a stock device, which has no such word, motion counts as commanded.
#pragma once

#include <map>
#include <string>

#include "core/focuser.h"
#include "core/state/status_judge.h"

namespace focus {

class Snapshot {
public:
    /// What the answers come by: a cable may damage them, a hub has seen to that.
    enum class Way { cable, hub };

    Snapshot(std::string address, Way way) : way_(way) { state_.address = std::move(address); }

    const FocuserState& state() const { return state_; }
    bool open_device() const { return open_device_; }
    /// Answers cannot have been damaged on their way.
    bool checked() const { return checked_ || way_ == Way::hub; }
    /// Extended status is needed to tell who moves, or how a move ended.
    bool wants_extended() const { return open_device_ && wants_extended_; }
    /// The last answer to this letter was believed, or was none that is doubted; otherwise ask again.
    bool believes(char letter) const;
    /// The device has restarted by itself since the last call: everything has to be read again.
    bool take_restarted() { return std::exchange(restarted_, false); }

    void connecting();
    /// Read a first status before.
    void connected(Clock::time_point now);
    void disconnected(error_code fault, std::string text);

    /// False: `answer` to `#` is another device's.
    bool identity(const std::string& answer);
    /// Another device answers, of whatever make: nothing that was known is its own.
    void begin_device(const std::string& name);
    /// An open device turned out not to check its lines.
    void lines_unchecked() { checked_ = false; }
    /// The answer to any request, refusals excepted. False: it means nothing; the fault says so and what was known
    /// stays and ages.
    bool answered(const std::string& request, const std::string& answer, Clock::time_point now);
    void move_in_doubt() { begin_doubt(); }

private:
    /// Of what was heard of a letter, the last.
    struct Heard {
        std::string answer;
        bool twice = false;
    };

    /// The second time in a row, or checked.
    bool agreed(char letter, const std::string& answer);
    StatusJudge::Motion motion() const;
    bool status(const std::string& answer, Clock::time_point now);
    bool extended(const std::string& answer, Clock::time_point now);
    bool settings(const std::string& answer);
    bool buttons(const std::string& answer);
    void accepted_move(const std::string& request);
    void begin_doubt();
    void settle_doubt();
    void set_target();
    void set_compensation();
    void show_fault();

    FocuserState state_;
    Position commanded_target_;
    std::map<char, std::string> wrong_;  ///< by request letter: an answer that means nothing
    std::map<char, Heard> heard_;        ///< by request letter
    const Way way_;
    StatusJudge judge_;
    bool doubts_status_ = false;
    bool open_device_ = false;
    bool checked_ = false;
    bool in_doubt_ = false;
    bool mover_known_ = false;  ///< extended status was read since the doubt began
    bool wants_extended_ = false;
    bool restarted_ = false;
};

/// `line` in quotes, shortened, with everything but printable ASCII replaced: for messages.
std::string in_quotes(const std::string& line);

}  // namespace focus
