#include "com/invoke_arguments_windows.h"

#include "com/variant_windows.h"

namespace focus::com {

HRESULT hresult(Mismatch mismatch) { return mismatch == Mismatch::overflow ? DISP_E_OVERFLOW : DISP_E_TYPEMISMATCH; }

HRESULT hresult(Misfit::What what) {
    switch (what) {
        case Misfit::What::not_a_member: return DISP_E_MEMBERNOTFOUND;
        case Misfit::What::count: return DISP_E_BADPARAMCOUNT;
        case Misfit::What::no_such_parameter: return DISP_E_PARAMNOTFOUND;
        case Misfit::What::missing: return DISP_E_PARAMNOTOPTIONAL;
        case Misfit::What::overflow: return DISP_E_OVERFLOW;
        case Misfit::What::index: return DISP_E_BADINDEX;
        case Misfit::What::type: break;
    }
    return DISP_E_TYPEMISMATCH;
}

boost::system::result<Call, WrongArgument> call_of(WORD flags, const DISPPARAMS& parameters) {
    Call call;
    call.put = (flags & (DISPATCH_PROPERTYPUT | DISPATCH_PROPERTYPUTREF)) != 0;
    if (parameters.cNamedArgs > parameters.cArgs) return WrongArgument{DISP_E_BADPARAMCOUNT, 0};
    for (UINT i = parameters.cArgs; i-- > parameters.cNamedArgs;) {
        auto value = from_variant(parameters.rgvarg[i]);
        if (!value) return WrongArgument{hresult(value.error()), i};
        call.positional.push_back(std::move(*value));
    }
    for (UINT i = 0; i < parameters.cNamedArgs; ++i) {
        const DISPID name = parameters.rgdispidNamedArgs[i];
        auto value = from_variant(parameters.rgvarg[i]);
        if (!value) return WrongArgument{hresult(value.error()), i};
        if (name == DISPID_PROPERTYPUT && call.put) {
            call.positional.push_back(std::move(*value));
        } else if (name < 0) {
            return WrongArgument{DISP_E_PARAMNOTFOUND, i};
        } else {
            call.named.push_back({static_cast<std::size_t>(name), std::move(*value)});
        }
    }
    return call;
}

UINT place_of_argument(std::size_t parameter, const DISPPARAMS& parameters) {
    for (UINT i = 0; i < parameters.cNamedArgs; ++i) {
        if (parameters.rgdispidNamedArgs[i] == static_cast<DISPID>(parameter)) return i;
    }
    return parameter < parameters.cArgs ? parameters.cArgs - 1 - static_cast<UINT>(parameter) : 0;
}

}  // namespace focus::com
