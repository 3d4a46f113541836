#include "com/registration_windows.h"

#include <algorithm>

#include "alpaca/client/hub_search.h"
#include "com/registry_windows.h"

namespace focus::com {
namespace {

constexpr const char* kJournal = "Changed keys and values";
constexpr const char* kProfile = "SOFTWARE\\ASCOM";

std::string text(std::string_view view) { return std::string(view); }

HKEY root_of(Scope scope) { return scope == Scope::machine ? HKEY_LOCAL_MACHINE : HKEY_CURRENT_USER; }

KeyPlace class_key(Scope scope, REGSAM view, const std::string& below) {
    return {root_of(scope), view, "Software\\Classes\\" + below};
}

KeyPlace profile_key(const DriverKind& kind) {
    return {HKEY_LOCAL_MACHINE, KEY_WOW64_32KEY,
            std::string(kProfile) + "\\" + text(kind.profile_folder) + "\\" + text(kind.prog_id)};
}

/// The journal lies where it goes when the rest goes.
KeyPlace journal_key(Scope scope) {
    return class_key(scope, KEY_WOW64_64KEY, "CLSID\\" + text(driver_kinds().front().clsid));
}

/// The maker's manual has a script that asks for the name with a blank at its end.
std::string with_blank(const DriverKind& kind) { return text(kind.prog_id) + " "; }

/// The names by which another driver is created now: it registered itself after ours.
std::vector<std::string> names_of_others(Scope scope) {
    std::vector<std::string> names;
    for (const DriverKind& kind : driver_kinds()) {
        for (const std::string& name : {text(kind.prog_id), with_blank(kind)}) {
            const auto is_anothers = [&](REGSAM view) {
                const auto clsid = read_text(class_key(scope, view, name + "\\CLSID"), "");
                return clsid && *clsid != kind.clsid;
            };
            if (is_anothers(KEY_WOW64_64KEY) || is_anothers(KEY_WOW64_32KEY)) names.push_back(name);
        }
    }
    return names;
}

/// Lines of the journal. K: a key was made. N: a value was not there. T: a value was another text. Parts are separated
/// by line feeds, which no part has.
std::string place_text(const KeyPlace& key) {
    return std::string(key.root == HKEY_LOCAL_MACHINE ? "M" : "U") + (key.view == KEY_WOW64_32KEY ? "32" : "64") +
           "\n" + key.path;
}

class Journal {
public:
    explicit Journal(Scope scope) : key_(journal_key(scope)), lines_(read_texts(key_, kJournal)) {}

    Result<void> write(const KeyPlace& key, const std::string& name, const std::string& value) {
        const auto made = make_key(key);
        if (!made) return made.error();
        for (const std::string& path : *made) lines_.push_back("K\n" + place_text({key.root, key.view, path}));
        const auto old = read_text(key, name);
        if (old == value) return {};
        const std::string what = "\n" + place_text(key) + "\n" + name;
        const bool known = std::any_of(lines_.begin(), lines_.end(), [&](const std::string& line) {
            return line.substr(1) == what || line.substr(1).starts_with(what + "\n");
        });
        if (!known) lines_.push_back(old ? "T" + what + "\n" + *old : "N" + what);
        return write_text(key, name, value);
    }

    Result<void> save() { return write_texts(key_, kJournal, lines_); }

    /// Goes on after an error; gives the first. What could not be undone stays written down for the next time.
    error_code undo(const std::vector<std::string>& of_others) {
        error_code first;
        std::vector<std::string> left;
        const auto try_to_undo = [&](const std::string& line) {
            const bool kept = std::any_of(of_others.begin(), of_others.end(),
                                          [&](const std::string& name) { return is_about(line, name); });
            const error_code error = kept ? error_code() : undo(line);
            if (error) left.push_back(line);
            if (!first) first = error;
        };
        std::reverse(lines_.begin(), lines_.end());
        const auto own = std::stable_partition(lines_.begin(), lines_.end(),
                                               [this](const std::string& line) { return !makes_this(line); });
        std::for_each(lines_.begin(), own, try_to_undo);
        if (left.empty()) {
            std::for_each(own, lines_.end(), try_to_undo);
        } else {
            left.insert(left.end(), own, lines_.end());
        }
        lines_.assign(left.rbegin(), left.rend());
        if (!lines_.empty()) (void)save();  // what is said is the first error
        return first;
    }

private:
    /// Is it about a key that the journal itself lies in?
    bool makes_this(const std::string& line) const {
        return line.starts_with("K\n") && ("K\n" + place_text(key_) + "\\").starts_with(line + "\\");
    }

    /// Is it about the name, and not about a class of ours that bears it?
    static bool is_about(const std::string& line, const std::string& name) {
        const std::size_t at = line.find(name);
        if (at == std::string::npos || line.find("CLSID\\{") < at) return false;
        const std::size_t end = at + name.size();
        return end == line.size() || line[end] == '\\' || line[end] == '\n' || line.substr(end) == " Init";
    }

    static error_code undo(const std::string& line) {
        std::vector<std::string> parts;
        std::size_t from = 0;
        for (std::size_t end = 0; end != std::string::npos; from = end + 1) {
            end = line.find('\n', from);
            parts.push_back(line.substr(from, end == std::string::npos ? end : end - from));
        }
        if (parts.size() < 3) return {};
        const REGSAM view = parts[1].ends_with("32") ? KEY_WOW64_32KEY : KEY_WOW64_64KEY;
        const KeyPlace key{parts[1].starts_with('M') ? HKEY_LOCAL_MACHINE : HKEY_CURRENT_USER, view, parts[2]};
        if (parts[0] == "K") return is_ours(key.path) ? remove_key(key) : remove_key_if_empty(key);
        if (parts[0] == "N" && parts.size() == 4) return remove_text(key, parts[3]);
        if (parts[0] != "T" || parts.size() != 5) return {};
        if (!key_exists(key)) return {};  // whoever's it was has removed it meanwhile
        const auto restored = write_text(key, parts[3], parts[4]);
        return restored ? error_code() : restored.error();
    }

    /// Keys that we made and that bear our names go with whatever is in them.
    static bool is_ours(const std::string& path) {
        return std::any_of(driver_kinds().begin(), driver_kinds().end(), [&](const DriverKind& kind) {
            return path.find(kind.prog_id) != std::string::npos || path.find(kind.clsid) != std::string::npos;
        });
    }

    KeyPlace key_;
    std::vector<std::string> lines_;
};

Result<void> write_classes(Journal& journal, Scope scope, const DriverKind& kind, const std::string& program) {
    const std::string prog_id = text(kind.prog_id);
    const std::string clsid = text(kind.clsid);
    const std::string blank = with_blank(kind);
    for (const REGSAM view : {KEY_WOW64_64KEY, KEY_WOW64_32KEY}) {
        const std::string below = "CLSID\\" + clsid;
        const std::pair<KeyPlace, std::string> rows[] = {
            {class_key(scope, view, prog_id), text(kind.name)},
            {class_key(scope, view, prog_id + "\\CLSID"), clsid},
            {class_key(scope, view, blank), text(kind.name)},
            {class_key(scope, view, blank + "\\CLSID"), clsid},
            {class_key(scope, view, below), text(kind.name)},
            {class_key(scope, view, below + "\\ProgID"), prog_id},
            {class_key(scope, view, below + "\\LocalServer32"), "\"" + program + "\""},
        };
        for (const auto& [key, value] : rows) {
            if (const auto written = journal.write(key, "", value); !written) return written;
        }
    }
    return {};
}

Result<void> write_profile(Journal& journal, const DriverKind& kind) {
    const KeyPlace key = profile_key(kind);
    if (const auto written = journal.write(key, "", text(kind.name)); !written) return written;
    if (!read_text(key, "Hub")) {
        if (const auto written = journal.write(key, "Hub", kLocalHub); !written) return written;
    }
    // Until Properties was opened once, the Chooser does not let a driver be chosen; ours needs nothing set.
    const KeyPlace chooser{HKEY_LOCAL_MACHINE, KEY_WOW64_32KEY, std::string(kProfile) + "\\Chooser"};
    return journal.write(chooser, text(kind.prog_id) + " Init", "True");
}

}  // namespace

Registered register_drivers(Scope scope, const std::string& program) {
    Journal journal(scope);
    Registered result{{}, {}};
    for (const DriverKind& kind : driver_kinds()) {
        result.done = write_classes(journal, scope, kind, program);
        if (!result.done) {
            result.note = "The COM class " + text(kind.prog_id) + " could not be registered";
            break;
        }
        if (const auto written = write_profile(journal, kind); !written) {
            result.note =
                "The ASCOM profile in HKEY_LOCAL_MACHINE could not be written; the Chooser does not list the driver";
            if (scope == Scope::machine) result.done = written;
        }
    }
    // Also after a failure, so that what was changed can be undone.
    const auto saved = journal.save();
    if (result.done && !saved) result = {saved, "The list of changes could not be kept"};
    return result;
}

error_code unregister_drivers(Scope scope) {
    const std::vector<std::string> others = names_of_others(scope);
    return Journal(scope).undo(others);
}

std::string profile_setting(const DriverKind& kind, const std::string& name) {
    return read_text(profile_key(kind), name).value_or("");
}

}  // namespace focus::com
