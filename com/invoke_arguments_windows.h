// The arguments of IDispatch::Invoke: last first, named ones in front. Any thread.
#pragma once

#include <windows.h>
#include <oaidl.h>

#include "com/bind.h"

namespace focus::com {

struct WrongArgument {
    HRESULT why;
    UINT place;  ///< in rgvarg
};

boost::system::result<Call, WrongArgument> call_of(WORD flags, const DISPPARAMS& parameters);

/// Where the argument for a parameter lies in rgvarg; 0 if it was not given.
UINT place_of_argument(std::size_t parameter, const DISPPARAMS& parameters);

HRESULT hresult(Mismatch mismatch);
HRESULT hresult(Misfit::What what);

}  // namespace focus::com
