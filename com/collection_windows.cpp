#include "com/collection_windows.h"

#include <memory>
#include <oleauto.h>

#include "alpaca/parameters.h"
#include "com/late_bound_windows.h"
#include "com/variant_windows.h"
#include "com/wide_text_windows.h"

namespace focus::com {
namespace {

using SharedList = std::shared_ptr<const List>;

constexpr WORD kRead = DISPATCH_PROPERTYGET | DISPATCH_METHOD;

HRESULT give_value(const Value& value, VARIANT* result) {
    if (result == nullptr) return S_OK;
    VariantInit(result);
    try {
        to_variant(value, *result);
    } catch (const std::bad_alloc&) {
        return E_OUTOFMEMORY;
    }
    return S_OK;
}

class Enumerator final : public Counted<IEnumVARIANT> {
public:
    Enumerator(SharedList list, std::size_t next) : list_(std::move(list)), next_(next) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID iid, void** out) override {
        const bool ours = IsEqualIID(iid, IID_IUnknown) || IsEqualIID(iid, IID_IEnumVARIANT);
        return give(ours ? static_cast<IEnumVARIANT*>(this) : nullptr, out);
    }
    HRESULT STDMETHODCALLTYPE Next(ULONG count, VARIANT* out, ULONG* fetched) override {
        if (out == nullptr) return E_POINTER;
        ULONG given = 0;
        for (; given < count; ++given) {
            const std::size_t at = next_++;
            if (at >= list_->size()) break;
            if (const HRESULT failed = give_value((*list_)[at], &out[given]); failed != S_OK) return failed;
        }
        if (fetched != nullptr) *fetched = given;
        return given == count ? S_OK : S_FALSE;
    }
    HRESULT STDMETHODCALLTYPE Skip(ULONG count) override { return (next_ += count) <= list_->size() ? S_OK : S_FALSE; }
    HRESULT STDMETHODCALLTYPE Reset() override {
        next_ = 0;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE Clone(IEnumVARIANT** out) override {
        if (out == nullptr) return E_POINTER;
        *out = new (std::nothrow) Enumerator(list_, next_);
        return *out == nullptr ? E_OUTOFMEMORY : S_OK;
    }

private:
    SharedList list_;
    std::atomic<std::size_t> next_;
};

class Collection final : public LateBound<> {
public:
    explicit Collection(List list) : list_(std::make_shared<const List>(std::move(list))) {}

    HRESULT STDMETHODCALLTYPE GetIDsOfNames(REFIID, LPOLESTR* names, UINT count, LCID, DISPID* ids) override {
        if (names == nullptr || ids == nullptr || count == 0) return E_INVALIDARG;
        const std::string name = narrow(names[0]);
        for (UINT i = 1; i < count; ++i) ids[i] = DISPID_UNKNOWN;
        ids[0] = equals_ignoring_case(name, "Count")           ? kCount
                 : equals_ignoring_case(name, "Item")          ? DISPID_VALUE
                 : equals_ignoring_case(name, "_NewEnum")      ? DISPID_NEWENUM
                 : equals_ignoring_case(name, "GetEnumerator") ? DISPID_NEWENUM  // .NET's word for it
                                                               : DISPID_UNKNOWN;
        return ids[0] == DISPID_UNKNOWN || count > 1 ? DISP_E_UNKNOWNNAME : S_OK;
    }

    HRESULT STDMETHODCALLTYPE Invoke(DISPID id, REFIID, LCID, WORD flags, DISPPARAMS* parameters, VARIANT* result,
                                     EXCEPINFO*, UINT*) override {
        if ((flags & kRead) == 0) return DISP_E_MEMBERNOTFOUND;
        if (parameters == nullptr) return E_POINTER;
        switch (id) {
            case kCount:
                return parameters->cArgs != 0 ? DISP_E_BADPARAMCOUNT
                                              : give_value(Value{static_cast<std::int32_t>(list_->size())}, result);
            case DISPID_NEWENUM: return parameters->cArgs != 0 ? DISP_E_BADPARAMCOUNT : enumerate(result);
            case DISPID_VALUE:
                return parameters->cArgs != 1 ? DISP_E_BADPARAMCOUNT : item(parameters->rgvarg[0], result);
            default: return DISP_E_MEMBERNOTFOUND;
        }
    }

private:
    static constexpr DISPID kCount = 1;

    HRESULT enumerate(VARIANT* result) {
        if (result == nullptr) return S_OK;
        auto* made = new (std::nothrow) Enumerator(list_, 0);
        if (made == nullptr) return E_OUTOFMEMORY;
        result->vt = VT_UNKNOWN;
        result->punkVal = made;
        return S_OK;
    }
    HRESULT item(const VARIANT& which, VARIANT* result) {
        const auto given = from_variant(which);
        const auto index = given && *given ? coerce(**given, Type::int32) : Mismatch::type;
        if (!index) return DISP_E_TYPEMISMATCH;
        const std::int32_t at = std::get<std::int32_t>(index->held);
        if (at < 0 || static_cast<std::size_t>(at) >= list_->size()) return DISP_E_BADINDEX;
        return give_value((*list_)[static_cast<std::size_t>(at)], result);
    }

    SharedList list_;
};

/// Fields have the DISPIDs 1, 2, ...
class NamedValues final : public LateBound<> {
public:
    explicit NamedValues(Object object) : object_(std::move(object)) {}

    HRESULT STDMETHODCALLTYPE GetIDsOfNames(REFIID, LPOLESTR* names, UINT count, LCID, DISPID* ids) override {
        if (names == nullptr || ids == nullptr || count == 0) return E_INVALIDARG;
        for (UINT i = 0; i < count; ++i) ids[i] = DISPID_UNKNOWN;
        const std::string name = narrow(names[0]);
        for (std::size_t i = 0; i < object_.size(); ++i) {
            if (equals_ignoring_case(object_[i].name, name)) ids[0] = static_cast<DISPID>(i + 1);
        }
        return ids[0] == DISPID_UNKNOWN || count > 1 ? DISP_E_UNKNOWNNAME : S_OK;
    }

    HRESULT STDMETHODCALLTYPE Invoke(DISPID id, REFIID, LCID, WORD flags, DISPPARAMS* parameters, VARIANT* result,
                                     EXCEPINFO*, UINT*) override {
        if (id < 1 || static_cast<std::size_t>(id) > object_.size() || (flags & kRead) == 0) {
            return DISP_E_MEMBERNOTFOUND;
        }
        if (parameters != nullptr && parameters->cArgs != 0) return DISP_E_BADPARAMCOUNT;
        return give_value(object_[static_cast<std::size_t>(id - 1)].value, result);
    }

private:
    Object object_;
};

}  // namespace

IDispatch* new_collection(List list) { return new Collection(std::move(list)); }
IDispatch* new_object(Object object) { return new NamedValues(std::move(object)); }

}  // namespace focus::com
