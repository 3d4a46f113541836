// FocuserLinkDriver: the INDI device "FocuserLink". A face over Focuser, like the panel: groups of properties show the
// state and ask for changes, and nothing here waits.
//
// Lives on INDI's thread, which libindi runs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "indi/compensation_properties.h"
#include "indi/device_properties.h"
#include "indi/loop_inbox.h"
#include "indi/motion_properties.h"
#include "indi/sensor_properties.h"
#include "indi/settings_properties.h"

namespace focus::indi {

class FocuserLinkDriver : public INDI::DefaultDevice {
public:
    FocuserLinkDriver();
    ~FocuserLinkDriver() override;

    const char* getDefaultName() override { return "FocuserLink"; }
    bool initProperties() override;
    bool updateProperties() override;
    void ISGetProperties(const char* device) override;
    bool ISNewNumber(const char* device, const char* name, double values[], char* names[], int n) override;
    bool ISNewSwitch(const char* device, const char* name, ISState* states, char* names[], int n) override;
    bool ISNewText(const char* device, const char* name, char* texts[], char* names[], int n) override;
    bool ISSnoopDevice(XMLEle* message) override;
    bool saveConfigItems(FILE* file) override;

private:
    /// Where the connection is; libindi knows only "connected" and not.
    enum class Phase { closed, opening, open };
    struct Groups;

    bool mine(const char* device) const;
    void say(PropertyTable::Level level, const std::string& text);
    void connect();
    void open(const std::string& address);
    void disconnect();
    void heard(const FocuserState& state);
    void opened();
    void not_opened(const std::string& words);
    void link_changed(const FocuserState& before);
    std::vector<std::string> addresses();

    LoopInbox inbox_;
    FocuserState state_;
    PropertyTable table_;
    std::unique_ptr<Groups> groups_;
    Connection::Serial* serial_ = nullptr;  // libindi's connections live as long as the driver
    Connection::TCP* tcp_ = nullptr;
    INDI::PropertySwitch kind_;    ///< what answers at the network address
    INDI::PropertyNumber number_;  ///< of the focuser, if that is a hub
    INDI::PropertySwitch log_;     ///< whether the session log is written

    Phase phase_ = Phase::closed;
    std::vector<std::string> candidates_;  ///< addresses still to be tried; the one being tried is not among them
    std::string first_fault_;              ///< of the address that was asked for
    FarFocuser focuser_;                   // last: it calls into what is above
};

}  // namespace focus::indi
