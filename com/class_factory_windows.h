// ClassFactory: makes the DriverObjects of one kind. Lives as long as the process. Any thread.
#pragma once

#include <windows.h>
#include <memory>
#include <unknwn.h>

#include "com/driver_kind.h"
#include "com/shared_hub.h"
#include "core/io_thread.h"

namespace focus::com {

class ClassFactory final : public IClassFactory {
public:
    ClassFactory(const DriverKind& kind, IoThread& io, std::shared_ptr<SharedHub> hub)
        : kind_(kind), io_(io), hub_(std::move(hub)) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID iid, void** out) override;
    ULONG STDMETHODCALLTYPE AddRef() override { return 2; }  // not counted
    ULONG STDMETHODCALLTYPE Release() override { return 1; }
    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown* outer, REFIID iid, void** out) override;
    HRESULT STDMETHODCALLTYPE LockServer(BOOL lock) override;

private:
    const DriverKind& kind_;
    IoThread& io_;
    std::shared_ptr<SharedHub> hub_;
};

}  // namespace focus::com
