#include "panel/firmware_remark.h"

#include <QCoreApplication>
#include <QVersionNumber>

namespace focus::panel {
namespace {

/// The first that has everything this program asks for.
const QVersionNumber kNeeded(0, 1);

QString words(const char* text) { return QCoreApplication::translate("FirmwareRemark", text); }

}  // namespace

QString firmwareRemark(const std::string& firmware, const std::string& program) {
    const QVersionNumber device = QVersionNumber::fromString(QString::fromStdString(firmware));
    const QVersionNumber ours = QVersionNumber::fromString(QString::fromStdString(program));
    if (device.isNull() || ours.isNull()) return {};
    const QVersionNumber device_minor(device.majorVersion(), device.minorVersion());
    const QVersionNumber our_minor(ours.majorVersion(), ours.minorVersion());
    if (device_minor < kNeeded) {
        return words(
                   "The device's firmware %1 is older than this program needs (%2). Some controls may be refused. "
                   "Update the firmware: \"Build your own\" in the documentation says how; the settings are kept.")
            .arg(device.toString(), kNeeded.toString());
    }
    if (device_minor > our_minor) {
        return words(
                   "The device's firmware %1 is newer than this program (%2). What this program shows works; install "
                   "a newer FocuserLink for what the firmware can do besides.")
            .arg(device.toString(), ours.toString());
    }
    return {};
}

}  // namespace focus::panel
