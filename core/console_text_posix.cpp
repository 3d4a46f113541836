#include "core/console_text.h"

namespace focus {

void print_utf8() {}

}  // namespace focus
