#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/find/doctor.h"
#include "core/port/port_fault.h"

namespace focus::cli {
namespace {

/// Whether the group database names the user, whatever groups this session has.
bool listed_in(const std::string& group_name, const std::string& user) {
    const group* entry = ::getgrnam(group_name.c_str());
    if (entry == nullptr) return false;
    for (char** member = entry->gr_mem; *member != nullptr; ++member) {
        if (user == *member) return true;
    }
    return false;
}

}  // namespace

PortFacts look_at_port(const std::string& path) {
    PortFacts facts;
    facts.path = path;
    const passwd* me = ::getpwuid(::geteuid());
    facts.user = me == nullptr ? "$USER" : me->pw_name;
    struct stat about {};
    facts.exists = ::stat(path.c_str(), &about) == 0;
    if (!facts.exists) return facts;
    const group* owner = ::getgrgid(about.st_gid);
    facts.group = owner == nullptr || about.st_gid == 0 ? "dialout" : owner->gr_name;
    facts.may_use = ::access(path.c_str(), R_OK | W_OK) == 0;
    facts.listed_member = listed_in(facts.group, facts.user);
    if (const auto holder = port_holder(path)) {
        facts.holder = holder->name + " (process " + std::to_string(holder->pid) + ")";
        facts.holder_is_hub = holder->name == "focuserlinkd";
    }
    return facts;
}

}  // namespace focus::cli
