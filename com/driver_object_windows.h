// DriverObject: what CreateObject gives a client: IDispatch over the table of members. Any thread, also several at
// once: the process is one multithreaded apartment.
#pragma once

#include <windows.h>
#include <memory>

#include "com/client.h"
#include "com/late_bound_windows.h"
#include "core/io_thread.h"

namespace focus::com {

class DriverObject final : public LateBound<ISupportErrorInfo> {
public:
    /// `hub` lives on the loop of `io`; both outlive the object.
    DriverObject(const DriverKind& kind, IoThread& io, std::shared_ptr<SharedHub> hub);
    ~DriverObject() override;

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID iid, void** out) override;
    HRESULT STDMETHODCALLTYPE InterfaceSupportsErrorInfo(REFIID iid) override;
    HRESULT STDMETHODCALLTYPE GetIDsOfNames(REFIID, LPOLESTR* names, UINT count, LCID, DISPID* ids) override;
    HRESULT STDMETHODCALLTYPE Invoke(DISPID id, REFIID, LCID, WORD flags, DISPPARAMS* parameters, VARIANT* result,
                                     EXCEPINFO* exception, UINT* bad_argument) override;

private:
    HRESULT carry_out(const Member& member, Bound bound, VARIANT* result, EXCEPINFO* exception);
    HRESULT raise(const Refusal& refusal, EXCEPINFO* exception) const;

    const DriverKind& kind_;
    IoThread& io_;
    std::shared_ptr<Client> client_;
};

}  // namespace focus::com
