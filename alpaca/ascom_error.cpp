#include "alpaca/ascom_error.h"

namespace focus {
namespace {

struct Row {
    Error ours;
    AscomError theirs;
};

constexpr Row kTable[] = {
    {Error::timeout, AscomError::timeout},
    {Error::disconnected, AscomError::disconnected},
    {Error::bad_reply, AscomError::bad_reply},
    {Error::busy, AscomError::invalid_operation},
    {Error::out_of_range, AscomError::invalid_value},
    {Error::unsupported, AscomError::not_implemented},
    {Error::device_fault, AscomError::refused},
    {Error::cancelled, AscomError::cancelled},
};

}  // namespace

AscomError to_ascom(const error_code& error) {
    if (!error) return AscomError::none;
    for (const Row& row : kTable) {
        if (error == row.ours) return row.theirs;
    }
    return AscomError::failed;
}

error_code from_ascom(int number) {
    if (number == 0) return {};
    for (const Row& row : kTable) {
        if (static_cast<int>(row.theirs) == number) return row.ours;
    }
    switch (static_cast<AscomError>(number)) {
        case AscomError::not_connected: return Error::disconnected;
        case AscomError::action_not_implemented: return Error::unsupported;
        default: return Error::device_fault;
    }
}

}  // namespace focus
