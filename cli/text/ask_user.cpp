#include "cli/text/ask_user.h"

#include <iostream>

#include "cli/text/terminal.h"

namespace focus::cli {

bool can_ask(Session& session, const std::string& command) {
    if (session.line.yes || can_answer()) return true;
    session.out.error(command + " asks first; with nobody to ask it needs --yes.");
    return false;
}

bool agreed(Session& session, const std::string& question) {
    if (session.line.yes) return true;
    session.out.remark(question);
    std::cerr << "Type 'yes' to do it: " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    if (answer == "yes") return true;
    session.out.remark("Nothing was changed.");
    return false;
}

}  // namespace focus::cli
