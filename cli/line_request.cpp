#include "cli/line_request.h"

namespace focus::cli {

asio::awaitable<int> request(Session& session, std::shared_ptr<Focuser> focuser, std::string line,
                             std::string purpose) {
    const std::string& identity = focuser->state().identity;
    if (!purpose.empty() && !identity.empty() && !is_open_device(identity)) {
        session.out.error("This focuser's firmware has no request " + purpose + "; it calls itself '" + identity +
                          "'.");
        co_return kFailed;
    }
    const auto answer = co_await focuser->command(line);
    if (!answer) co_return fail(session, focuser, answer.error());
    if (!answer->empty() && answer->front() == line.front()) co_return kDone;
    session.out.error(refusal_text(*answer));
    co_return kFailed;
}

std::string refusal_text(const std::string& answer) {
    if (answer.rfind("!:", 0) != 0) return "The focuser answered '" + answer + "', which means nothing.";
    return "The focuser refused: " + answer.substr(2) + ".";
}

}  // namespace focus::cli
