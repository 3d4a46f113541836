// The Windows registry: keys and texts, in the view of 64-bit or of 32-bit programs. Any thread.
#pragma once

#include <windows.h>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"

namespace focus::com {

/// Where a key is.
struct KeyPlace {
    HKEY root;    ///< HKEY_LOCAL_MACHINE or HKEY_CURRENT_USER
    REGSAM view;  ///< KEY_WOW64_64KEY or KEY_WOW64_32KEY
    std::string path;
};

/// Nothing if there is no such text. An empty name is the key's default value.
std::optional<std::string> read_text(const KeyPlace& key, const std::string& name);
std::vector<std::string> read_texts(const KeyPlace& key, const std::string& name);
/// The key must exist.
Result<void> write_text(const KeyPlace& key, const std::string& name, const std::string& text);
Result<void> write_texts(const KeyPlace& key, const std::string& name, const std::vector<std::string>& texts);
/// Removing what is not there is no error.
error_code remove_text(const KeyPlace& key, const std::string& name);

/// Makes the key and those above it; gives the paths that were not there before, the uppermost first.
Result<std::vector<std::string>> make_key(const KeyPlace& key);
bool key_exists(const KeyPlace& key);
error_code remove_key_if_empty(const KeyPlace& key);
/// With all below it.
error_code remove_key(const KeyPlace& key);

}  // namespace focus::com
