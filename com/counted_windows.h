// Counted: the reference count that every COM object has. An object made with 1 reference keeps the process alive. Any
// thread.
#pragma once

#include <windows.h>
#include <atomic>
#include <unknwn.h>

#include "com/server_reference_windows.h"

namespace focus::com {

template <class... Interfaces>
class Counted : public Interfaces... {
public:
    Counted() = default;
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    virtual ~Counted() = default;

    ULONG STDMETHODCALLTYPE AddRef() override { return ++references_; }
    ULONG STDMETHODCALLTYPE Release() override {
        const ULONG left = --references_;
        if (left == 0) delete this;
        return left;
    }

protected:
    /// What QueryInterface does once it is known what was asked for; null: nothing we have.
    HRESULT give(void* wanted, void** out) {
        if (out == nullptr) return E_POINTER;
        *out = wanted;
        if (wanted == nullptr) return E_NOINTERFACE;
        AddRef();
        return S_OK;
    }

private:
    std::atomic<ULONG> references_ = 1;
    ServerReference server_;
};

}  // namespace focus::com
