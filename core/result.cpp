#include "core/result.h"

namespace focus {
namespace {

class FocuserCategory final : public boost::system::error_category {
public:
    const char* name() const noexcept override { return "focuser"; }
    std::string message(int value) const override {
        switch (static_cast<Error>(value)) {
            case Error::timeout: return "the focuser did not answer in time";
            case Error::disconnected: return "the focuser is not connected";
            case Error::bad_reply: return "the focuser's answer could not be understood";
            case Error::busy: return "the focuser is busy or in use by another program";
            case Error::out_of_range: return "a value is outside what the focuser takes";
            case Error::unsupported: return "this focuser does not support the request";
            case Error::device_fault: return "the focuser refused the request";
            case Error::cancelled: return "the request was overtaken by a halt or a newer one";
        }
        return "unknown focuser error";
    }
};

}  // namespace

const boost::system::error_category& focuser_category() {
    static const FocuserCategory category;
    return category;
}

error_code make_error_code(Error e) { return {static_cast<int>(e), focuser_category()}; }

}  // namespace focus
