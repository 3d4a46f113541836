// com-client: does what its standard input says with a COM object, one line a request, and answers each with one line.
//   create PROGID       get|call|both NAME ARGUMENT...     put NAME ARGUMENT     named NAME PARAMETER=ARGUMENT...
//   each NAME           interface IID                      release
//   here HOST:PORT: the Focuser's object made in this process, without COM in between
// Arguments: s:TEXT i:INT32 d:DOUBLE b:BOOL r:INT32 by reference, e: empty, n: null, - left out.
// Answers: VARTYPE VALUE, or: error HRESULT SOURCE | TEXT | TEXT OF IErrorInfo.
#include <iostream>
#include <list>
#include <memory>
#include <objbase.h>
#include <sstream>

#include "com/driver_object_windows.h"
#include "tests/windows/com/late_bound_client.h"

namespace {

using namespace focus;

std::list<LONG> references;  ///< what arguments by reference point to

Variant argument(const std::string& word) {
    Variant out;
    const std::string text = word.size() > 2 ? word.substr(2) : "";
    switch (word[0]) {
        case 's':
            out.held.vt = VT_BSTR;
            out.held.bstrVal = SysAllocString(utf16(text).c_str());
            break;
        case 'i':
            out.held.vt = VT_I4;
            out.held.lVal = std::stol(text);
            break;
        case 'd':
            out.held.vt = VT_R8;
            out.held.dblVal = std::stod(text);
            break;
        case 'b':
            out.held.vt = VT_BOOL;
            out.held.boolVal = text == "true" ? VARIANT_TRUE : VARIANT_FALSE;
            break;
        case 'r':
            references.push_back(std::stol(text));
            out.held.vt = VT_I4 | VT_BYREF;
            out.held.plVal = &references.back();
            break;
        case 'n': out.held.vt = VT_NULL; break;
        case '-':
            out.held.vt = VT_ERROR;
            out.held.scode = DISP_E_PARAMNOTFOUND;
            break;
        default: break;  // empty
    }
    return out;
}

std::string shown(const VARIANT& value) {
    Variant text;
    if (value.vt == VT_DISPATCH || value.vt == VT_UNKNOWN) return "object";
    if (value.vt == VT_BSTR && value.bstrVal == nullptr) return "null";
    if (VariantChangeTypeEx(&text.held, const_cast<VARIANT*>(&value), LOCALE_INVARIANT, VARIANT_ALPHABOOL, VT_BSTR) !=
        S_OK)
        return "?";
    return utf8(text.held.bstrVal, SysStringLen(text.held.bstrVal));
}

std::string hex(HRESULT code) {
    std::ostringstream out;
    out << std::hex << static_cast<std::uint32_t>(code);
    return out.str();
}

std::string answer(const Reply& reply) {
    if (reply.code != S_OK) {
        return "error " + hex(reply.code) + " " + reply.source + " | " + reply.text + " | " + reply.by_error_info;
    }
    return std::to_string(reply.value.held.vt) + " " + shown(reply.value.held);
}

std::string field(IDispatch* object, const wchar_t* name) {
    object->AddRef();
    LateBoundClient client(object);
    return answer(client.invoke(name, DISPATCH_PROPERTYGET, {}));
}

/// The elements of a collection through its enumerator; of objects their Name and Value.
std::string each(LateBoundClient& client, const std::wstring& name) {
    const Reply list = client.invoke(name, DISPATCH_PROPERTYGET, {});
    if (list.code != S_OK || list.value.held.vt != VT_DISPATCH) return answer(list);
    list.value.held.pdispVal->AddRef();
    LateBoundClient collection(list.value.held.pdispVal);
    const Reply made = collection.invoke(L"_NewEnum", DISPATCH_PROPERTYGET, {});
    IEnumVARIANT* elements = nullptr;
    if (made.value.held.vt != VT_UNKNOWN ||
        made.value.held.punkVal->QueryInterface(IID_IEnumVARIANT, reinterpret_cast<void**>(&elements)) != S_OK) {
        return "no enumerator: " + answer(made);
    }
    std::string out = field(collection.object(), L"Count");
    for (;;) {
        Variant element;
        ULONG fetched = 0;
        if (elements->Next(1, &element.held, &fetched) != S_OK) break;
        out += "; ";
        out += element.held.vt == VT_DISPATCH
                   ? field(element.held.pdispVal, L"Name") + " = " + field(element.held.pdispVal, L"Value")
                   : shown(element.held);
    }
    elements->Release();
    return out;
}

std::string has_interface(LateBoundClient& client, const std::wstring& iid) {
    IID wanted{};
    IIDFromString(iid.c_str(), &wanted);
    IUnknown* found = nullptr;
    const HRESULT code = client.object()->QueryInterface(wanted, reinterpret_cast<void**>(&found));
    if (code == S_OK) found->Release();
    return hex(code);
}

IDispatch* made_here(const std::string& hub) {
    static IoThread io;
    const com::DriverKind& kind = com::driver_kinds().front();
    auto shared = std::make_shared<com::SharedHub>(io.executor(), com::hub_address(hub), std::string(kind.device),
                                                   std::make_shared<HubStarter>(HubProgram{}));
    return new com::DriverObject(kind, io, std::move(shared));
}

std::vector<std::string> words_of(const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

std::string carry_out(const std::vector<std::string>& words, std::unique_ptr<LateBoundClient>& client) {
    if (words[0] == "create") {
        HRESULT code = S_OK;
        client.reset(LateBoundClient::create(utf16(words[1]), code));
        return code == S_OK ? "created" : "error " + hex(code);
    }
    if (words[0] == "here") {
        client = std::make_unique<LateBoundClient>(made_here(words[1]));
        return "created";
    }
    if (words[0] == "release") {
        client.reset();
        return "released";
    }
    if (!client) return "error nothing was created";
    const std::wstring name = utf16(words[1]);
    if (words[0] == "each") return each(*client, name);
    if (words[0] == "interface") return has_interface(*client, name);
    std::vector<Variant> positional;
    std::vector<NamedArgument> named;
    for (std::size_t i = 2; i < words.size(); ++i) {
        const std::size_t equal = words[0] == "named" ? words[i].find('=') : std::string::npos;
        if (equal == std::string::npos) {
            positional.push_back(argument(words[i]));
        } else {
            named.push_back({utf16(words[i].substr(0, equal)), argument(words[i].substr(equal + 1))});
        }
    }
    WORD flags = DISPATCH_METHOD;
    if (words[0] == "get") flags = DISPATCH_PROPERTYGET;
    if (words[0] == "both") flags = DISPATCH_PROPERTYGET | DISPATCH_METHOD;
    if (words[0] == "put") flags = DISPATCH_PROPERTYPUT;
    return answer(client->invoke(name, flags, std::move(positional), std::move(named)));
}

}  // namespace

int main() {
    CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED);
    std::unique_ptr<LateBoundClient> client;
    for (std::string line; std::getline(std::cin, line);) {
        const std::vector<std::string> words = words_of(line);
        if (!words.empty()) std::cout << carry_out(words, client) << std::endl;
    }
    client.reset();
    CoUninitialize();
    return 0;
}
