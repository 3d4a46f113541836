#include "com/class_factory_windows.h"

#include <new>
#include <utility>

#include "com/driver_object_windows.h"

namespace focus::com {

HRESULT ClassFactory::QueryInterface(REFIID iid, void** out) {
    if (out == nullptr) return E_POINTER;
    const bool ours = IsEqualIID(iid, IID_IUnknown) || IsEqualIID(iid, IID_IClassFactory);
    *out = ours ? static_cast<IClassFactory*>(this) : nullptr;
    return ours ? S_OK : E_NOINTERFACE;
}

HRESULT ClassFactory::CreateInstance(IUnknown* outer, REFIID iid, void** out) {
    if (out == nullptr) return E_POINTER;
    *out = nullptr;
    if (outer != nullptr) return CLASS_E_NOAGGREGATION;
    try {
        auto* const object = new DriverObject(kind_, io_, hub_);
        const HRESULT result = object->QueryInterface(iid, out);
        object->Release();
        return result;
    } catch (const std::bad_alloc&) {
        return E_OUTOFMEMORY;
    }
}

HRESULT ClassFactory::LockServer(BOOL lock) {
    // A lock is a reference to the process that belongs to no object.
    if (lock != FALSE) {
        ServerReference::add();
    } else {
        ServerReference::remove();
    }
    return S_OK;
}

}  // namespace focus::com
