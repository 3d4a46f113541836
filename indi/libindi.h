// libindi, and all we know about its versions: 1.9.9 (Debian 12) to 2.x. Only what both spell alike is used, which is
// why the driver has its properties from INDI::PropertyNumber and its kin, and none from libindi's focuser and weather
// bases, whose members changed their types in between. What they spell differently is here.
#pragma once

// Its headers are not clean under our warnings.
#pragma GCC system_header

#include <connectionplugins/connectionserial.h>
#include <connectionplugins/connectiontcp.h>
#include <defaultdevice.h>
#include <indilogger.h>
#include <indipropertylight.h>
#include <indipropertynumber.h>
#include <indipropertyswitch.h>
#include <indipropertytext.h>
#include <lilxml.h>

#if INDI_VERSION_MAJOR < 1 || (INDI_VERSION_MAJOR == 1 && INDI_VERSION_MINOR < 9)
#error "libindi 1.9.9 or later is needed"
#endif

namespace focus::indi {

/// An element of a property, by its index: the type of the subscript was std::size_t and became int.
template <class Property>
auto& element(Property& property, std::size_t index) {
    return property.begin()[index];
}

}  // namespace focus::indi
