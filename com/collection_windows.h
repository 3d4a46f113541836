// Lists and objects as late-bound clients expect them: Count, Item, an enumerator; named values. Any thread.
#pragma once

#include <windows.h>
#include <oaidl.h>

#include "com/value.h"

namespace focus::com {

/// With one reference. Throw std::bad_alloc.
IDispatch* new_collection(List list);
IDispatch* new_object(Object object);

}  // namespace focus::com
