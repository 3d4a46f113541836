#include "tests/windows/com/late_bound_client.h"

#include <objbase.h>

namespace focus {
namespace {

std::string taken(BSTR text) {
    const std::string out = text == nullptr ? "" : utf8(text, SysStringLen(text));
    SysFreeString(text);
    return out;
}

std::string error_info() {
    IErrorInfo* info = nullptr;
    if (GetErrorInfo(0, &info) != S_OK || info == nullptr) return {};
    BSTR text = nullptr;
    info->GetDescription(&text);
    info->Release();
    return taken(text);
}

}  // namespace

std::string utf8(const wchar_t* text, std::size_t length) {
    const int units = static_cast<int>(length);
    std::string out(
        static_cast<std::size_t>(WideCharToMultiByte(CP_UTF8, 0, text, units, nullptr, 0, nullptr, nullptr)), '\0');
    WideCharToMultiByte(CP_UTF8, 0, text, units, out.data(), static_cast<int>(out.size()), nullptr, nullptr);
    return out;
}

std::wstring utf16(const std::string& text) {
    const int bytes = static_cast<int>(text.size());
    std::wstring out(static_cast<std::size_t>(MultiByteToWideChar(CP_UTF8, 0, text.data(), bytes, nullptr, 0)), L'\0');
    MultiByteToWideChar(CP_UTF8, 0, text.data(), bytes, out.data(), static_cast<int>(out.size()));
    return out;
}

LateBoundClient* LateBoundClient::create(const std::wstring& prog_id, HRESULT& code) {
    CLSID clsid{};
    code = CLSIDFromProgID(prog_id.c_str(), &clsid);
    if (code != S_OK) return nullptr;
    void* object = nullptr;
    // A driver that is just leaving turns clients away. Windows then starts another by itself; Wine 8, whose
    // CoReleaseServerProcess suspends nothing, fails instead: E_FAIL for some ten milliseconds, then by whatever call
    // the driver's end cuts short.
    for (int tries = 0; tries < 3; ++tries) {
        code = CoCreateInstance(clsid, nullptr, CLSCTX_LOCAL_SERVER, IID_IDispatch, &object);
        if (code == S_OK) break;
    }
    return code == S_OK ? new LateBoundClient(static_cast<IDispatch*>(object)) : nullptr;
}

Reply LateBoundClient::invoke(const std::wstring& name, WORD flags, std::vector<Variant> positional,
                              std::vector<NamedArgument> named) {
    std::vector<wchar_t*> names{const_cast<wchar_t*>(name.c_str())};
    for (const NamedArgument& argument : named) names.push_back(const_cast<wchar_t*>(argument.name.c_str()));
    std::vector<DISPID> ids(names.size());
    Reply reply;
    reply.code = object_->GetIDsOfNames(IID_NULL, names.data(), static_cast<UINT>(names.size()), LOCALE_USER_DEFAULT,
                                        ids.data());
    if (reply.code != S_OK) return reply;

    // COM's order: named ones first, then the others from the last to the first.
    std::vector<VARIANT> arguments;
    std::vector<DISPID> named_ids(ids.begin() + 1, ids.end());
    for (const NamedArgument& argument : named) arguments.push_back(argument.value.held);
    if ((flags & DISPATCH_PROPERTYPUT) != 0) named_ids.push_back(DISPID_PROPERTYPUT);
    for (auto argument = positional.rbegin(); argument != positional.rend(); ++argument) {
        arguments.push_back(argument->held);
    }
    DISPPARAMS parameters{arguments.data(), named_ids.data(), static_cast<UINT>(arguments.size()),
                          static_cast<UINT>(named_ids.size())};
    EXCEPINFO exception{};
    reply.code = object_->Invoke(ids[0], IID_NULL, LOCALE_USER_DEFAULT, flags, &parameters, &reply.value.held,
                                 &exception, &reply.bad_argument);
    if (reply.code == DISP_E_EXCEPTION) {
        reply.code = exception.scode;
        reply.source = taken(exception.bstrSource);
        reply.text = taken(exception.bstrDescription);
        SysFreeString(exception.bstrHelpFile);
        reply.by_error_info = error_info();
    }
    return reply;
}

}  // namespace focus
