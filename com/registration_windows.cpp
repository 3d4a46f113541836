#include "com/registration_windows.h"

#include <algorithm>

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

    void undo() {
        for (auto line = lines_.rbegin(); line != lines_.rend(); ++line) undo(*line);
    }

private:
    static void undo(const std::string& line) {
        std::vector<std::string> parts;
        std::size_t from = 0;
        for (std::size_t end = 0; end != std::string::npos; from = end + 1) {
            end = line.find('\n', from);
            parts.push_back(line.substr(from, end == std::string::npos ? end : end - from));
        }
        if (parts.size() < 3) return;
        const REGSAM view = parts[1].ends_with("32") ? KEY_WOW64_32KEY : KEY_WOW64_64KEY;
        const KeyPlace key{parts[1].starts_with('M') ? HKEY_LOCAL_MACHINE : HKEY_CURRENT_USER, view, parts[2]};
        if (parts[0] == "K") {
            is_ours(key.path) ? remove_key(key) : remove_key_if_empty(key);
        } else if (parts[0] == "N" && parts.size() == 4) {
            remove_text(key, parts[3]);
        } else if (parts[0] == "T" && parts.size() == 5) {
            (void)write_text(key, parts[3], parts[4]);
        }
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
    // The maker's manual has a script that asks for the name with a blank at its end.
    const std::string with_blank = prog_id + " ";
    for (const REGSAM view : {KEY_WOW64_64KEY, KEY_WOW64_32KEY}) {
        const std::string below = "CLSID\\" + clsid;
        const std::pair<KeyPlace, std::string> rows[] = {
            {class_key(scope, view, prog_id), text(kind.name)},
            {class_key(scope, view, prog_id + "\\CLSID"), clsid},
            {class_key(scope, view, with_blank), text(kind.name)},
            {class_key(scope, view, with_blank + "\\CLSID"), clsid},
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
        if (const auto written = journal.write(key, "Hub", "127.0.0.1:11111"); !written) return written;
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

void unregister_drivers(Scope scope) { Journal(scope).undo(); }

std::string profile_setting(const DriverKind& kind, const std::string& name) {
    return read_text(profile_key(kind), name).value_or("");
}

}  // namespace focus::com
