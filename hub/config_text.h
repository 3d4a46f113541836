// The TOML library, set up once: no exceptions. Only the two files that read hub.toml include it.
#pragma once

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>
