// LateBoundClient: a COM client as scripts are: it knows names, and speaks IDispatch. One thread, the one that made it.
#pragma once

#include <windows.h>
#include <oleauto.h>
#include <string>
#include <vector>

namespace focus {

/// A VARIANT that is cleared.
struct Variant {
    VARIANT held;
    Variant() { VariantInit(&held); }
    ~Variant() { VariantClear(&held); }
    Variant(Variant&& other) noexcept : held(other.held) { VariantInit(&other.held); }
    Variant(const Variant&) = delete;
    Variant& operator=(const Variant&) = delete;
};

/// What a call gave.
struct Reply {
    HRESULT code = S_OK;  ///< the exception's own code if there was one
    std::string source, text;
    std::string by_error_info;  ///< the text that IErrorInfo has
    UINT bad_argument = 0;
    Variant value;
};

struct NamedArgument {
    std::wstring name;
    Variant value;
};

std::string utf8(const wchar_t* text, std::size_t length);
std::wstring utf16(const std::string& text);

class LateBoundClient {
public:
    explicit LateBoundClient(IDispatch* object) : object_(object) {}
    ~LateBoundClient() { object_->Release(); }
    LateBoundClient(const LateBoundClient&) = delete;
    LateBoundClient& operator=(const LateBoundClient&) = delete;

    /// By ProgID; null if it cannot be made, with the reason in `code`.
    static LateBoundClient* create(const std::wstring& prog_id, HRESULT& code);

    /// `flags`: DISPATCH_PROPERTYGET and so on. Arguments in the order of the parameters.
    Reply invoke(const std::wstring& name, WORD flags, std::vector<Variant> positional,
                 std::vector<NamedArgument> named = {});
    IDispatch* object() const { return object_; }

private:
    IDispatch* object_;
};

}  // namespace focus
