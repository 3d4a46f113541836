// What all our IDispatch objects have in common: no type library, one name at a time. Any thread.
#pragma once

#include <windows.h>
#include <oaidl.h>

#include "com/counted_windows.h"

namespace focus::com {

template <class... More>
class LateBound : public Counted<IDispatch, More...> {
public:
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID iid, void** out) override {
        const bool ours = IsEqualIID(iid, IID_IUnknown) || IsEqualIID(iid, IID_IDispatch);
        return this->give(ours ? static_cast<IDispatch*>(this) : nullptr, out);
    }
    HRESULT STDMETHODCALLTYPE GetTypeInfoCount(UINT* count) override {
        if (count == nullptr) return E_POINTER;
        *count = 0;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE GetTypeInfo(UINT, LCID, ITypeInfo** info) override {
        if (info != nullptr) *info = nullptr;
        return DISP_E_BADINDEX;
    }
};

}  // namespace focus::com
