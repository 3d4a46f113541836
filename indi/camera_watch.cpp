#include "indi/camera_watch.h"

#include <cmath>
#include <cstdlib>
#include <string_view>

namespace focus::indi {
namespace {

constexpr const char* kExposure = "CCD_EXPOSURE";

/// Seconds left of the exposure; 0 if that cannot be read.
double seconds_left(XMLEle* message) {
    XMLEle* number = nextXMLEle(message, 1);
    if (number == nullptr) return 0;
    const double left = std::strtod(pcdataXMLEle(number), nullptr);
    return std::isfinite(left) ? left : 0;
}

bool says_disconnected(XMLEle* message) {
    for (XMLEle* one = nextXMLEle(message, 1); one != nullptr; one = nextXMLEle(message, 0)) {
        const std::string_view text(pcdataXMLEle(one));
        if (std::string_view(findXMLAttValu(one, "name")) == "DISCONNECT" && text.find("On") != text.npos) return true;
    }
    return false;
}

}  // namespace

void watch_camera(const std::string& camera) {
    IDSnoopDevice(camera.c_str(), kExposure);
    IDSnoopDevice(camera.c_str(), "CONNECTION");
}

bool hear_camera(const std::string& camera, XMLEle* message, BetweenExposures& policy) {
    if (camera != findXMLAttValu(message, "device")) return false;
    const std::string_view tag(tagXMLEle(message));
    const std::string_view name(findXMLAttValu(message, "name"));
    if (tag == "delProperty") {
        if (!name.empty() && name != kExposure) return false;
        policy.gone();
        return true;
    }
    if (name == "CONNECTION" && says_disconnected(message)) {
        policy.gone();
        return true;
    }
    if (name != kExposure || (tag != "setNumberVector" && tag != "defNumberVector")) return false;
    if (std::string_view(findXMLAttValu(message, "state")) == "Busy") {
        policy.exposing(std::chrono::duration<double>(seconds_left(message)), Clock::now());
    } else {
        policy.idle(Clock::now());
    }
    return true;
}

}  // namespace focus::indi
