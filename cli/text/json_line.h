// One JSON value as one line of text, with numbers as a person writes them (12.5, never 1.25E1).
#pragma once

#include <boost/json/fwd.hpp>
#include <string>

namespace focus::cli {

std::string json_line(const boost::json::value& value);

}  // namespace focus::cli
