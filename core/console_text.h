// What this program prints on a console.
#pragma once

namespace focus {

/// At the start of main: from now on a console reads what is printed as UTF-8, as all our texts are; at the end it gets
/// back what it had. Nothing to do where consoles read UTF-8 anyway.
void print_utf8();

}  // namespace focus
