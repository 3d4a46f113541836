// Windows' UTF-16 and our UTF-8. What is not valid becomes the replacement character. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace focus::com {

std::wstring wide(std::string_view text);
std::string narrow(std::wstring_view text);

}  // namespace focus::com
