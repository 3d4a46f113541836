#include "core/files/toml_text.h"

#include <algorithm>
#include <sstream>
#include <vector>

namespace focus {
namespace {

/// As it stands right of the `=`; a table as its lines. Texts always in the same quotes, so that equal ones are alike.
std::string literal(const toml::node& node) {
    constexpr auto kStyle = toml::toml_formatter::default_flags & ~toml::format_flags::allow_literal_strings &
                            ~toml::format_flags::allow_multi_line_strings;
    std::ostringstream out;
    out << toml::toml_formatter(node, kStyle);
    std::string text = out.str();
    text.erase(0, text.find_first_not_of('\n'));
    return text;
}

std::string line(const toml::key& key, const toml::node& value) {
    toml::table one;
    value.visit([&](const auto& of_its_kind) { one.insert_or_assign(key.str(), of_its_kind); });
    return literal(one) + "\n";
}

/// Written as sections of their own, [key] or [[key]]; nullptr or 0 if it is a value right of a `=`.
const toml::table* as_section(const toml::node& node) {
    const auto* table = node.as_table();
    return table != nullptr && !table->is_inline() ? table : nullptr;
}
std::size_t sections(const toml::node& node) {
    const auto* array = node.as_array();
    const bool all = array != nullptr && !array->empty() &&
                     std::all_of(array->begin(), array->end(), [](auto& item) { return as_section(item) != nullptr; });
    return all ? array->size() : 0;
}

/// Where line `number` (from 1) begins in `text`; its size if there are fewer lines.
std::size_t start_of_line(const std::string& text, std::size_t number) {
    std::size_t at = 0;
    for (; number > 1; --number) {
        at = text.find('\n', at);
        if (at == std::string::npos) return text.size();
        ++at;
    }
    return at;
}

/// The byte at a source position; columns count characters, so UTF-8 continuation bytes are skipped.
std::size_t byte_at(const std::string& text, toml::source_position position) {
    std::size_t at = start_of_line(text, position.line);
    for (auto column = position.column; column > 1 && at < text.size(); --column) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    }
    return at;
}

/// The changes that make a text say something else, found against one parse of it and made from its end on.
class Edits {
public:
    explicit Edits(const std::string& text) : text_(text) {}

    void find(const toml::table& said, const toml::table& wanted) {
        find_in(said, wanted, 0);
        edits_.push_back({text_.size(), text_.size(), appended_});
    }

    std::string made() {
        std::stable_sort(edits_.begin(), edits_.end(), [](auto& a, auto& b) { return a.begin < b.begin; });
        std::string text = text_;
        for (auto edit = edits_.rbegin(); edit != edits_.rend(); ++edit) {
            text.replace(edit->begin, edit->end - edit->begin, edit->by);
        }
        return text;
    }

private:
    struct Edit {
        std::size_t begin, end;
        std::string by;
    };

    /// `header`: the line that begins the section, 0 for the top of the file.
    void find_in(const toml::table& said, const toml::table& wanted, std::size_t header) {
        std::string added;
        std::size_t last_line = header;
        for (const auto& [key, old] : said) {
            if (as_section(old) == nullptr && sections(old) == 0) {
                last_line = std::max<std::size_t>(last_line, old.source().end.line);
            }
        }
        for (const auto& [key, value] : wanted) {
            const toml::node* old = said.get(key.str());
            const bool is_section = as_section(value) != nullptr || sections(value) > 0;
            if (old != nullptr) {
                change(key, *old, value);
            } else if (is_section) {
                append(line(key, value));
            } else {
                added += line(key, value);
            }
        }
        if (added.empty()) return;
        const bool only_comments = header == 0 && said.empty();
        const std::size_t at = only_comments ? text_.size() : start_of_line(text_, last_line + 1);
        edits_.push_back({at, at, added});
    }

    void change(const toml::key& key, const toml::node& old, const toml::node& value) {
        if (as_section(old) != nullptr && as_section(value) != nullptr) {
            return find_in(*as_section(old), *as_section(value), old.source().begin.line);
        }
        if (const std::size_t present = sections(old); present > 0 && sections(value) >= present) {
            const toml::array& wanted = *value.as_array();
            for (std::size_t i = 0; i < present; ++i) change(key, *old.as_array()->get(i), *wanted.get(i));
            if (wanted.size() == present) return;
            toml::array further;
            for (std::size_t i = present; i < wanted.size(); ++i) further.push_back(*wanted.get(i)->as_table());
            return append(line(key, further));
        }
        const std::string now = literal(value);
        if (literal(old) == now) return;
        edits_.push_back({byte_at(text_, old.source().begin), byte_at(text_, old.source().end), now});
    }

    void append(const std::string& section) { appended_ += (text_.empty() && appended_.empty() ? "" : "\n") + section; }

    const std::string& text_;
    std::vector<Edit> edits_;
    std::string appended_;  // sections, behind all the rest
};

}  // namespace

TomlText parse_toml(std::string_view text, const std::string& file) {
    TomlText result;
    toml::parse_result parsed = toml::parse(text, file);
    if (!parsed) {
        const toml::parse_error& error = parsed.error();
        result.mistake =
            file + ":" + std::to_string(error.source().begin.line) + ": not TOML: " + std::string(error.description());
    } else {
        result.table = std::move(parsed).table();
    }
    return result;
}

std::string toml_with(const std::string& text, const toml::table& wanted) {
    const toml::table said = parse_toml(text, "").table;
    if (literal(said) == literal(wanted)) return text;
    constexpr std::string_view kMark = "\xEF\xBB\xBF";  // of UTF-8, as some editors put it; no column counts it
    const std::size_t mark = text.starts_with(kMark) ? kMark.size() : 0;
    std::string whole_lines = text.substr(mark);
    if (!whole_lines.empty() && whole_lines.back() != '\n') whole_lines += '\n';
    Edits edits(whole_lines);
    edits.find(said, wanted);
    std::string edited = text.substr(0, mark) + edits.made();
    const TomlText read = parse_toml(edited, "");
    const bool good = read.mistake.empty() && literal(read.table) == literal(wanted);
    return good ? edited : literal(wanted) + "\n";
}

}  // namespace focus
