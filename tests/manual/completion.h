// Which words the shells may offer: what each command takes, as tables in the language of a shell. The functions that
// use them are written by hand and stand around them in completion/.
#pragma once

#include <string>
#include <vector>

#include "tests/manual/program.h"

namespace focus::manual {

enum class Offer { words, files, folders, addresses, nothing };

struct Offered {
    Offer what = Offer::nothing;
    std::vector<std::string> words;  ///< one that ends in "=" goes on
};

/// What may stand for an option's or argument's value, by its name.
Offered offered(const Option& option);

std::string bash_tables(const std::vector<Command>& programs);
std::string zsh_tables(const std::vector<Command>& programs);

}  // namespace focus::manual
