#include "indi/focuserlink_driver.h"

#include <cmath>
#include <cstring>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "alpaca/alpaca_address.h"
#include "alpaca/client/hub_search.h"
#include "core/files/user_folders.h"
#include "core/port/port_list.h"
#include "core/serial/port_test.h"

namespace focus::indi {
namespace {

constexpr std::size_t kHub = 0;
constexpr std::size_t kCable = 1;

/// For settings that no two answers agree on, or that are refused.
constexpr auto kSettingsPatience = std::chrono::seconds(5);

std::string without_limits(const FocuserState& state) {
    const std::string text = "The focuser at " + state.address + " answers, but does not tell its settings.";
    return state.fault_text.empty() ? text : text + " " + state.fault_text;
}

}  // namespace

struct FocuserLinkDriver::Groups {
    explicit Groups(const Desk& desk) : motion(desk), settings(desk), compensation(desk), sensor(desk), device(desk) {}

    void show() {
        motion.show();
        settings.show();
        compensation.show();
        sensor.show();
        device.show();
    }

    MotionProperties motion;
    SettingsProperties settings;
    CompensationProperties compensation;
    SensorProperties sensor;
    DeviceProperties device;
};

FocuserLinkDriver::FocuserLinkDriver()
    : table_([this](PropertyTable::Level level, const std::string& text) { say(level, text); }),
      kind_(2),
      number_(1),
      log_(2),
      focuser_([this](std::function<void()> work) { inbox_.post(std::move(work)); },
               [this](const FocuserState& state) { heard(state); }) {
    // The standard output is the server's; what clients are not told by messages goes to the server's log.
    spdlog::set_default_logger(spdlog::stderr_logger_mt("indi_focuserlink"));
    spdlog::set_level(spdlog::level::warn);
    const std::string version = FOCUSERLINK_VERSION;
    const std::size_t dot = version.find('.');
    setVersion(static_cast<uint16_t>(std::stoi(version)), static_cast<uint16_t>(std::stoi(version.substr(dot + 1))));
}

FocuserLinkDriver::~FocuserLinkDriver() = default;

bool FocuserLinkDriver::initProperties() {
    INDI::DefaultDevice::initProperties();
    setDriverInterface(FOCUSER_INTERFACE | WEATHER_INTERFACE);
    addDebugControl();
    addConfigurationControl();

    serial_ = new Connection::Serial(this);
    serial_->setDefaultPort("/dev/ttyUSB0");
    serial_->setDefaultBaudRate(Connection::Serial::B_38400);
    registerConnection(serial_);
    tcp_ = new Connection::TCP(this);
    const std::string hub = kLocalHub;
    const std::size_t colon = hub.find(':');
    tcp_->setDefaultHost(hub.substr(0, colon).c_str());
    tcp_->setDefaultPort(static_cast<uint32_t>(std::stoul(hub.substr(colon + 1))));
    registerConnection(tcp_);

    const Desk desk{table_, focuser_, state_, getDeviceName()};
    kind_[kHub].fill("TCP_HUB", "A hub", ISS_ON);
    kind_[kCable].fill("TCP_CABLE", "A cable over TCP", ISS_OFF);
    kind_.fill(desk.device, "TCP_KIND", "Address is", CONNECTION_TAB, IP_RW, ISR_1OFMANY, kTimeout, IPS_OK);
    auto& kind_row = table_.add_local(kind_, {});
    kind_row.set = [this, &kind_row](const Asked& asked) {
        PropertyTable::put(kind_row, kind_, asked.on);
        table_.done(kind_row);
    };
    number_ = one_number(desk, "HUB_DEVICE", "Number", "NUMBER", "Focuser of the hub, from 0", CONNECTION_TAB, "%.f", 0,
                         kLargestFocuserNumber, 1);
    auto& number_row = table_.add_local(number_, {});
    number_row.set = [this, &number_row](const Asked& asked) {
        if (asked.numbers[0]) PropertyTable::put(number_row, number_, 0, std::round(*asked.numbers[0]));
        table_.done(number_row);
    };
    log_ = yes_or_no(desk, "SESSION_LOG", "Session log", OPTIONS_TAB, true);
    auto& log_row = table_.add_local(log_, {});
    log_row.set = [this, &log_row](const Asked& asked) {
        PropertyTable::put(log_row, log_, asked.on);
        focuser_.set_log(*asked.on == 0 ? documents_folder() : std::string(), FarFocuser::Options().log_interval);
        table_.done(log_row);
    };
    groups_ = std::make_unique<Groups>(desk);
    table_.load(desk.device);
    return true;
}

bool FocuserLinkDriver::mine(const char* device) const {
    return device != nullptr && std::strcmp(device, getDeviceName()) == 0;
}

void FocuserLinkDriver::say(PropertyTable::Level level, const std::string& text) {
    switch (level) {
        case PropertyTable::Level::info: return LOGF_INFO("%s", text.c_str());
        case PropertyTable::Level::warning: return LOGF_WARN("%s", text.c_str());
        case PropertyTable::Level::error: return LOGF_ERROR("%s", text.c_str());
    }
}

void FocuserLinkDriver::ISGetProperties(const char* device) {
    INDI::DefaultDevice::ISGetProperties(device);
    for (auto& row : table_.rows()) {
        if (row.live || row.defined) continue;
        defineProperty(row.property);
        row.defined = true;
    }
}

bool FocuserLinkDriver::updateProperties() {
    INDI::DefaultDevice::updateProperties();
    for (auto& row : table_.rows()) {
        if (!row.live || row.defined == isConnected()) continue;
        row.defined = isConnected();
        if (row.defined) {
            defineProperty(row.property);
        } else {
            deleteProperty(row.property.getName());
        }
    }
    return true;
}

bool FocuserLinkDriver::ISNewNumber(const char* device, const char* name, double values[], char* names[], int n) {
    if (mine(device) && table_.take_numbers(name, values, names, n, isConfigLoading())) return true;
    return INDI::DefaultDevice::ISNewNumber(device, name, values, names, n);
}

bool FocuserLinkDriver::ISNewText(const char* device, const char* name, char* texts[], char* names[], int n) {
    if (mine(device) && table_.take_texts(name, texts, names, n, isConfigLoading())) return true;
    return INDI::DefaultDevice::ISNewText(device, name, texts, names, n);
}

bool FocuserLinkDriver::ISNewSwitch(const char* device, const char* name, ISState* states, char* names[], int n) {
    if (mine(device) && std::strcmp(name, "CONNECTION") == 0) {
        // libindi's own way waits for the port.
        for (int i = 0; i < n; ++i) {
            if (states[i] != ISS_ON) continue;
            if (std::strcmp(names[i], "CONNECT") == 0) connect();
            if (std::strcmp(names[i], "DISCONNECT") == 0) disconnect();
        }
        return true;
    }
    if (mine(device) && table_.take_switches(name, states, names, n, isConfigLoading())) return true;
    return INDI::DefaultDevice::ISNewSwitch(device, name, states, names, n);
}

bool FocuserLinkDriver::ISSnoopDevice(XMLEle* message) {
    if (groups_) groups_->compensation.hear(message);
    return INDI::DefaultDevice::ISSnoopDevice(message);
}

bool FocuserLinkDriver::saveConfigItems(FILE* file) {
    INDI::DefaultDevice::saveConfigItems(file);
    for (auto& row : table_.rows()) {
        if (row.owner != PropertyTable::Owner::user) continue;
        row.property.isNameMatch("COMP_MODE") ? groups_->compensation.save_mode(file) : row.property.save(file);
    }
    return true;
}

/// The address that was asked for, and for a port that does not answer the other ports a focuser may be on.
std::vector<std::string> FocuserLinkDriver::addresses() {
    if (getActiveConnection() == tcp_) {
        const std::string place = std::string(tcp_->host()) + ":" + std::to_string(tcp_->port());
        if (kind_.findOnSwitchIndex() == static_cast<int>(kCable)) return {"tcp:" + place};
        return {"alpaca://" + place + "/" + std::to_string(std::lround(number_[0].getValue()))};
    }
    std::vector<std::string> all{"serial:" + std::string(serial_->port())};
    const auto search = getSwitch("DEVICE_AUTO_SEARCH");
    if (!search.isValid() || search.findOnSwitchIndex() != 0) return all;
    for (const auto& port : list_serial_ports()) {
        if (!port.usb_id.empty() && !same_port(port.path, serial_->port())) all.push_back("serial:" + port.path);
    }
    return all;
}

void FocuserLinkDriver::connect() {
    if (phase_ != Phase::closed) return setConnected(true, phase_ == Phase::open ? IPS_OK : IPS_BUSY);
    candidates_ = addresses();
    first_fault_.clear();
    setConnected(true, IPS_BUSY);
    const std::string address = candidates_.front();
    open(address);
}

void FocuserLinkDriver::open(const std::string& address) {
    std::erase(candidates_, address);
    say(PropertyTable::Level::info, "Connecting to " + without_credentials(address) + ".");
    phase_ = Phase::opening;
    state_ = FocuserState();
    FarFocuser::Options options;
    options.address = address;
    if (log_.findOnSwitchIndex() == 0) options.log_folder = documents_folder();
    focuser_.open(std::move(options));
}

void FocuserLinkDriver::disconnect() {
    focuser_.close();
    phase_ = Phase::closed;
    state_ = FocuserState();
    groups_->motion.forget();
    table_.forget();
    table_.set_lost(true);
    table_.set_fault_text({});
    setConnected(false, IPS_IDLE);
    updateProperties();
}

void FocuserLinkDriver::heard(const FocuserState& state) {
    const FocuserState before = std::exchange(state_, state);
    if (phase_ == Phase::opening) {
        if (state_.link != Link::connected) {
            if (!state_.fault_text.empty()) not_opened(state_.fault_text);
        } else if (largest_position(state_)) {
            opened();
        } else if (Clock::now() - state_.linked_at > kSettingsPatience) {
            not_opened(without_limits(state_));
        }
        return;
    }
    link_changed(before);
    groups_->show();
    table_.flush();
}

void FocuserLinkDriver::opened() {
    phase_ = Phase::open;
    table_.set_lost(false);
    groups_->show();
    table_.flush();
    setConnected(true, IPS_OK);
    updateProperties();
    say(PropertyTable::Level::info, "Connected: " + describe_focuser(state_) + ".");
    groups_->compensation.connected();
    // Where it was found is where it is looked for the next time.
    for (const char* property : {"CONNECTION_MODE", "DEVICE_PORT", "DEVICE_ADDRESS", "TCP_KIND", "HUB_DEVICE"}) {
        if (getProperty(property).isValid()) saveConfig(true, property);
    }
}

void FocuserLinkDriver::not_opened(const std::string& words) {
    if (first_fault_.empty()) first_fault_ = words;
    if (!candidates_.empty()) {
        say(PropertyTable::Level::warning, words + " Trying another port.");
        const std::string next = candidates_.front();
        return open(next);
    }
    say(PropertyTable::Level::error, "Not connected: " + first_fault_);
    focuser_.close();
    phase_ = Phase::closed;
    setConnected(false, IPS_ALERT);
}

void FocuserLinkDriver::link_changed(const FocuserState& before) {
    const bool lost = state_.link != Link::connected;
    table_.set_fault_text(state_.fault_text);
    if (lost && (!table_.lost() || (state_.fault_text != before.fault_text && !state_.fault_text.empty()))) {
        say(PropertyTable::Level::error, state_.fault_text.empty() ? "The connection is lost." : state_.fault_text);
    }
    if (!lost && table_.lost()) say(PropertyTable::Level::info, "Connected again.");
    table_.set_lost(lost);
}

}  // namespace focus::indi
