#include "com/driver_object_windows.h"

#include <oleauto.h>

#include "alpaca/ascom_error.h"
#include "com/invoke_arguments_windows.h"
#include "com/open_page_windows.h"
#include "com/variant_windows.h"
#include "com/wide_text_windows.h"

namespace focus::com {
namespace {

// The Focuser's interfaces, versions 3 and 4. They are dispatch interfaces: the same methods as IDispatch.
constexpr IID kFocuserV3{0x6451B363, 0x923D, 0x4AF1, {0x99, 0xD0, 0x76, 0xF3, 0x8F, 0xD8, 0x52, 0xB9}};
constexpr IID kFocuserV4{0x4F93D41E, 0x4139, 0x499D, {0x88, 0x04, 0x8F, 0x2C, 0x1A, 0x6B, 0x9F, 0xC0}};

DISPID dispid(std::optional<std::size_t> place, DISPID first) {
    return place ? static_cast<DISPID>(*place) + first : DISPID_UNKNOWN;
}

}  // namespace

DriverObject::DriverObject(const DriverKind& kind, IoThread& io, std::shared_ptr<SharedHub> hub)
    : kind_(kind), io_(io), client_(std::make_shared<Client>(kind, std::move(hub))) {}

DriverObject::~DriverObject() {
    // Waited for, so that the process does not end before the hub knows.
    io_.run([client = client_] { return client->leave(); }).wait();
}

HRESULT DriverObject::QueryInterface(REFIID iid, void** out) {
    if (IsEqualIID(iid, IID_ISupportErrorInfo)) return give(static_cast<ISupportErrorInfo*>(this), out);
    const bool focuser = kind_.device == "focuser" && (IsEqualIID(iid, kFocuserV3) || IsEqualIID(iid, kFocuserV4));
    if (focuser) return give(static_cast<IDispatch*>(this), out);
    return LateBound::QueryInterface(iid, out);
}

HRESULT DriverObject::InterfaceSupportsErrorInfo(REFIID) { return S_OK; }

HRESULT DriverObject::GetIDsOfNames(REFIID, LPOLESTR* names, UINT count, LCID, DISPID* ids) {
    if (names == nullptr || ids == nullptr || count == 0) return E_INVALIDARG;
    const auto members = kind_.members();
    const auto place = find_member(members, narrow(names[0]));
    ids[0] = dispid(place, 1);
    bool all = place.has_value();
    for (UINT i = 1; i < count; ++i) {
        ids[i] = place ? dispid(find_parameter(members[*place], narrow(names[i])), 0) : DISPID_UNKNOWN;
        all = all && ids[i] != DISPID_UNKNOWN;
    }
    return all ? S_OK : DISP_E_UNKNOWNNAME;
}

HRESULT DriverObject::Invoke(DISPID id, REFIID, LCID, WORD flags, DISPPARAMS* parameters, VARIANT* result,
                             EXCEPINFO* exception, UINT* bad_argument) {
    const auto members = kind_.members();
    if (id < 1 || static_cast<std::size_t>(id) > members.size()) return DISP_E_MEMBERNOTFOUND;
    if (parameters == nullptr) return E_POINTER;
    try {
        const Member& member = members[static_cast<std::size_t>(id) - 1];
        auto call = call_of(flags, *parameters);
        if (!call) {
            if (bad_argument != nullptr) *bad_argument = call.error().place;
            return call.error().why;
        }
        auto bound = bind(member, std::move(*call));
        if (!bound) {
            if (bad_argument != nullptr) *bad_argument = place_of_argument(bound.error().argument, *parameters);
            return hresult(bound.error().what);
        }
        return carry_out(member, std::move(*bound), result, exception);
    } catch (const std::bad_alloc&) {
        return E_OUTOFMEMORY;
    } catch (const std::exception& failure) {
        return raise({static_cast<int>(AscomError::failed), failure.what()}, exception);
    }
}

HRESULT DriverObject::carry_out(const Member& member, Bound bound, VARIANT* result, EXCEPINFO* exception) {
    const auto element = bound.element;
    Outcome outcome = io_.run(client_->invoke(&member, std::move(bound))).get();
    if (!outcome) return raise(outcome.error(), exception);
    if (member.duty == Duty::setup) {
        const std::string& page = std::get<std::string>(outcome->held);
        if (open_page(page)) return S_OK;
        return raise({static_cast<int>(AscomError::failed), "No browser could be started; the setup page is " + page},
                     exception);
    }
    Value value = std::move(*outcome);
    if (element) {
        List& list = std::get<List>(value.held);
        if (*element >= list.size()) return DISP_E_BADINDEX;
        value = Value(list[*element]);
    }
    if (result != nullptr) {
        VariantInit(result);
        to_variant(value, *result);
    }
    return S_OK;
}

HRESULT DriverObject::raise(const Refusal& refusal, EXCEPINFO* exception) const {
    const HRESULT code = hresult(refusal.number);
    ICreateErrorInfo* made = nullptr;
    if (CreateErrorInfo(&made) == S_OK) {
        std::wstring source = wide(kind_.prog_id);
        std::wstring text = wide(refusal.text);
        made->SetSource(source.data());
        made->SetDescription(text.data());
        made->SetGUID(IID_IDispatch);
        IErrorInfo* info = nullptr;
        if (made->QueryInterface(IID_IErrorInfo, reinterpret_cast<void**>(&info)) == S_OK) {
            SetErrorInfo(0, info);
            info->Release();
        }
        made->Release();
    }
    if (exception == nullptr) return code;
    *exception = EXCEPINFO{};
    exception->scode = code;
    exception->bstrSource = new_bstr(kind_.prog_id);
    exception->bstrDescription = new_bstr(refusal.text);
    return DISP_E_EXCEPTION;
}

}  // namespace focus::com
