// PropertyTable: the driver's properties, each a row: what it does when a client sets it, whose fact it is, and how its
// state follows. A client's values are checked here, so that what sets a property sees good ones only.
//
// The state of a row is Alert while the link is lost, Busy while a request for it is under way, and else what its last
// request or the device has made of it (`outcome`).
//
// Lives on INDI's thread.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "indi/asked.h"

namespace focus::indi {

class PropertyTable {
public:
    enum class Owner {
        user,   ///< kept in the driver's configuration file
        device  ///< kept by the device: a configuration file neither holds it nor sets it
    };
    using Set = std::function<void(const Asked&)>;
    enum class Level { info, warning, error };
    using Say = std::function<void(Level, const std::string&)>;

    struct Row {
        INDI::Property property;
        Owner owner;
        Set set;    ///< empty: read only
        bool live;  ///< says something of the device, which is unknown while the link is lost
        IPState outcome = IPS_IDLE;
        int pending = 0;
        bool changed = false;
        bool defined = false;  ///< clients know of it
        bool urgent = false;   ///< tried also while the link is lost: what is not heard may still hear
    };

    explicit PropertyTable(Say say) : say_(std::move(say)) {}

    Row& add(const INDI::Property& property, Owner owner, Set set = {});
    /// A property of the user's that is there with and without a device.
    Row& add_local(const INDI::Property& property, Set set);

    const std::deque<Row>& rows() const { return rows_; }
    std::deque<Row>& rows() { return rows_; }

    /// Sets the user's properties as the driver's configuration file has them, so that nothing of it is lost when the
    /// file is written before a client has it loaded.
    void load(const char* device);

    /// Each false if no row has this name. `loading`: the values come from a configuration file.
    bool take_numbers(const char* name, const double* values, char* const* names, int count, bool loading);
    bool take_switches(const char* name, const ISState* states, char* const* names, int count, bool loading);
    bool take_texts(const char* name, char* const* texts, char* const* names, int count, bool loading);

    /// Values to show; sent by `flush`.
    static void put(Row& row, INDI::PropertyNumber& property, std::size_t element, double value);
    static void put(Row& row, INDI::PropertySwitch& property, std::optional<std::size_t> on);
    static void put(Row& row, INDI::PropertyText& property, std::size_t element, const std::string& text);
    static void put(Row& row, INDI::PropertyLight& property, std::size_t element, IPState state);

    /// A request for this row begins. What it gives is called with the request's end: Ok, Idle if it was cancelled,
    /// else Alert and a message that begins with `what` ("The move failed").
    std::function<void(const error_code&)> begin(Row& row, std::string what);
    /// What a client asked for was done at once.
    void done(Row& row, IPState outcome = IPS_OK);
    /// Refuses what a client asked for.
    void refuse(Row& row, const std::string& why);

    /// Requests under way are no longer waited for: the focuser was let go of.
    void forget();
    /// Where the link comes (back), what was refused for want of it is forgotten.
    void set_lost(bool lost);
    bool lost() const { return lost_; }
    /// Why the link is lost or a request failed, in words.
    void set_fault_text(std::string text) { fault_text_ = std::move(text); }
    /// Sends the rows whose values or state have changed.
    void flush();

    void say(Level level, const std::string& text) const { say_(level, text); }

private:
    /// Gives what speaks against it, in words.
    using Read = std::function<std::string(const INDI::Property&, Asked&)>;
    bool take(const char* name, INDI_PROPERTY_TYPE type, bool loading, const Read& read);
    Row* find(const char* name);
    /// Nobody may set it now: said, and true.
    bool closed(Row& row, bool loading);
    IPState state_of(const Row& row) const;

    Say say_;
    std::deque<Row> rows_;  // a deque: rows stay where they are
    std::string fault_text_;
    bool lost_ = true;
    uint64_t era_ = 0;  // of the last forget
};

}  // namespace focus::indi
