#include "com/variant_windows.h"

#include <new>
#include <oleauto.h>

#include "com/collection_windows.h"
#include "com/wide_text_windows.h"

namespace focus::com {
namespace {

struct OwnedVariant {
    VARIANT variant;
    OwnedVariant() { VariantInit(&variant); }
    ~OwnedVariant() { VariantClear(&variant); }
    OwnedVariant(const OwnedVariant&) = delete;
    OwnedVariant& operator=(const OwnedVariant&) = delete;
};

Value real(double number) { return Value{number}; }
Value whole(std::int32_t number) { return Value{number}; }

}  // namespace

boost::system::result<std::optional<Value>, Mismatch> from_variant(const VARIANT& variant) {
    OwnedVariant copy;
    if (VariantCopyInd(&copy.variant, const_cast<VARIANT*>(&variant)) != S_OK) return Mismatch::type;
    VARIANT& v = copy.variant;
    switch (v.vt) {
        case VT_EMPTY: return Value{};
        case VT_ERROR:
            if (v.scode == DISP_E_PARAMNOTFOUND) return std::optional<Value>();
            return Mismatch::type;
        case VT_BOOL: return Value{v.boolVal != VARIANT_FALSE};
        case VT_I1: return whole(v.cVal);
        case VT_UI1: return whole(v.bVal);
        case VT_I2: return whole(v.iVal);
        case VT_UI2: return whole(v.uiVal);
        case VT_I4: return whole(v.lVal);
        case VT_INT: return whole(v.intVal);
        case VT_UI4: return real(v.ulVal);
        case VT_UINT: return real(v.uintVal);
        case VT_I8: return real(static_cast<double>(v.llVal));
        case VT_UI8: return real(static_cast<double>(v.ullVal));
        case VT_R4: return real(v.fltVal);
        case VT_R8: return real(v.dblVal);
        case VT_DATE: return real(v.date);
        case VT_CY: return real(static_cast<double>(v.cyVal.int64) / 10000);
        case VT_DECIMAL: {
            double number = 0;
            if (VarR8FromDec(&v.decVal, &number) != S_OK) return Mismatch::type;
            return real(number);
        }
        case VT_BSTR: return Value{narrow({v.bstrVal, SysStringLen(v.bstrVal)})};
        default: return Mismatch::type;
    }
}

BSTR new_bstr(std::string_view text) {
    const std::wstring units = wide(text);
    const BSTR made = SysAllocStringLen(units.data(), static_cast<UINT>(units.size()));
    if (made == nullptr) throw std::bad_alloc();
    return made;
}

void to_variant(const Value& value, VARIANT& out) {
    if (const auto* flag = std::get_if<bool>(&value.held)) {
        out.vt = VT_BOOL;
        out.boolVal = *flag ? VARIANT_TRUE : VARIANT_FALSE;
    } else if (const auto* small = std::get_if<std::int16_t>(&value.held)) {
        out.vt = VT_I2;
        out.iVal = *small;
    } else if (const auto* number = std::get_if<std::int32_t>(&value.held)) {
        out.vt = VT_I4;
        out.lVal = *number;
    } else if (const auto* real_number = std::get_if<double>(&value.held)) {
        out.vt = VT_R8;
        out.dblVal = *real_number;
    } else if (const auto* date = std::get_if<Date>(&value.held)) {
        out.vt = VT_DATE;
        out.date = date->days;
    } else if (const auto* text = std::get_if<std::string>(&value.held)) {
        out.bstrVal = new_bstr(*text);
        out.vt = VT_BSTR;
    } else if (const auto* list = std::get_if<List>(&value.held)) {
        out.pdispVal = new_collection(*list);
        out.vt = VT_DISPATCH;
    } else if (const auto* object = std::get_if<Object>(&value.held)) {
        out.pdispVal = new_object(*object);
        out.vt = VT_DISPATCH;
    }
}

}  // namespace focus::com
