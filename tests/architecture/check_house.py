"""Holds the sources against docs/architecture.md: who may include whom, which room may know which library, and how long a
file may be. Run with the repository's root as its argument; prints every breach as FILE:LINE and exits 1 if there is one."""

import pathlib
import re
import sys

LONGEST_FILE = 400
SOURCES = {".h", ".cpp"}
COUNTED = SOURCES | {".py", ".js", ".html", ".sh", ".cmake"}

# A room includes itself and what is named here.
ARROWS = {
    "device": set(),
    "firmware": {"device"},
    "simulator": {"device"},
    "core": {"device"},
    "alpaca": {"core", "device"},
    "hub": {"alpaca", "core", "device"},
    "cli": {"alpaca", "core", "device"},
    "indi": {"alpaca", "core", "device"},
    "com": {"alpaca", "core", "device"},
    "panel": {"alpaca", "core", "device"},
    "bench": {"alpaca", "core", "device", "panel", "simulator"},
    "cmake": set(),
}
# Folders of a room that may not know each other.
WALLS = {
    "alpaca/http": ("alpaca/server", "alpaca/client", "alpaca/discovery"),
    "alpaca/server": ("alpaca/client",),
    "alpaca/client": ("alpaca/server", "alpaca/http"),
    "alpaca/discovery": ("alpaca/server", "alpaca/client", "alpaca/http"),
    "core/port": ("core/serial", "core/state"),
    "core/state": ("core/serial", "core/port"),
    "cli/text": ("cli/commands", "cli/find"),
    "hub/config": ("hub/setup",),
}
# Of device/, the computer's side sees values only, never the device itself.
COMPUTER_SIDE = {"core", "alpaca", "hub", "cli", "indi", "com", "panel", "bench"}
DEVICE_VALUES = ("device/units.h", "device/wire/", "device/settings/", "device/compensation/", "device/sensor/")
# Folders of device/ stand alone; only these files join them.
DEVICE_JOINERS = ("device/focuser_device", "device/board.h")
ONLY_IN = {
    r"^Q[A-Z]|^qcustomplot": {"panel", "bench", "cmake"},  # bench: what the panel is measured in; cmake: what proves a Qt
    r"^(libindi|indi|default)[a-z]*\.h|^(libindi|connectionplugins)/|^lilxml\.h": {"indi"},
    r"^avr/|^util/": {"firmware", "bench"},  # bench: the polled loop that the firmware is measured beside
    r"^(sim_avr|avr_|simavr/)": {"simulator"},
}
# Only in files and folders named after the system, so that no #if is needed to choose.
OF_A_SYSTEM = {
    "windows": r"^(windows|winsock2|ws2tcpip|iphlpapi|shlobj|knownfolders|setupapi|objbase|oleauto|ole2|shellapi|dwmapi|psapi|uxtheme)\.h$",
    # mingw has fcntl.h and sys/stat.h as well; chip: simavr is there on POSIX only.
    "posix|linux|chip": r"^(sys/(?!stat\.h)|linux/|net/|netinet/|arpa/|unistd|termios|ifaddrs|pwd|grp|poll|dirent|pty|dlfcn)",
}
PORTABLE = {"core", "alpaca", "hub", "cli", "simulator", "panel"}
FREESTANDING = {"stdint.h", "stddef.h"}  # all that device/ may take from outside

# Which system it is, CMake asks, by the names of files.
ASKED = re.compile(r"^\s*#\s*(?:if|ifdef|ifndef|elif|elifdef|elifndef)\b.*\b(_WIN\w+|__linux\w*|Q_OS_\w+|__MINGW\w+)")

# C writes such a number with the comma of the desktop's language, where a program or a library has chosen that language.
LOCALE_BOUND = re.compile(r'printf\([^"]*"[^"]*%[-+ #0]*\d*(?:\.\d+)?l?[fFgGeE][^"]*"')

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')


def device_folder(path):
    """The folder inside device/ that a file belongs to, or None for the files that join them and for units.h."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else None


def breach(path, kind, name):
    """Why the file `path` may not include `name`, or None."""
    room = path.split("/")[0]
    if room == "tests":
        return None
    for pattern, rooms in ONLY_IN.items():
        if kind == "<" and re.search(pattern, name) and room not in rooms:
            return f"only {', '.join(sorted(rooms))} may know <{name}>"
    if kind == "<":
        for system, pattern in OF_A_SYSTEM.items():
            if room in PORTABLE and re.search(pattern, name) and not re.search(rf"[_/]({system})(\.|/)", path):
                return f"<{name}> belongs into files named _{system.split('|')[0]}"
        if room == "device" and name not in FREESTANDING:
            return f"device/ is freestanding: <{name}> is not for it"
        return None
    target = name.split("/")[0]
    if "/" not in name:
        return f'include by the path from the root, not "{name}"'
    if target == "tests":
        return "nothing includes tests"
    if target != room and target not in ARROWS.get(room, set()):
        return f"{room} may not include {target}"
    folder, theirs = path.rpartition("/")[0], name.rpartition("/")[0]
    if theirs in WALLS.get(folder, ()):
        return f"{folder} does not know {theirs}"
    if target == "device" and room in COMPUTER_SIDE and not name.startswith(DEVICE_VALUES):
        return f"{room} sees only the values of device/, not {name}"
    if room == "device" and not path.startswith(DEVICE_JOINERS):
        mine, theirs = device_folder(path), device_folder(name)
        if theirs is not None and theirs != mine:
            return f"device/{mine} stands alone; only focuser_device joins it to device/{theirs}"
    return None


def check_text(path, text):
    """All breaches of one file."""
    found = []
    if path.endswith((".h", ".cpp")):
        for number, line in enumerate(text.splitlines(), 1):
            match = INCLUDE.match(line)
            why = match and breach(path, match[1], match[2])
            asked = ASKED.match(line)
            if asked and path.split("/")[0] in PORTABLE:
                why = f"#if on {asked[1]}: what differs between systems goes into files of its own"
            if path.split("/")[0] in COMPUTER_SIDE - {"bench"} and LOCALE_BOUND.search(line):
                why = "a decimal sign that follows the locale; see core/number_text.h"
            if why:
                found.append(f"{path}:{number}: {why}")
    length = text.count("\n")
    if length > LONGEST_FILE:
        found.append(f"{path}:{length}: longer than {LONGEST_FILE} lines; split it by idea")
    return found


def self_check():
    """Breaches that must be seen; a checker that sees nothing would pass everything."""
    bad = {
        "core/x.cpp": '#include "hub/config/hub_config.h"\n',
        "device/motion/x.h": '#include "device/wire/text.h"\n',
        "device/x.h": "#include <string>\n",
        "cli/x.cpp": '#include "device/focuser_device.h"\n',
        "hub/x.cpp": "#include <QWidget>\n",
        "alpaca/x.cpp": '#include "tests/support/scripted_focuser.h"\n',
        "core/y.cpp": "#include <windows.h>\n",
        "hub/x_windows.cpp": "#include <unistd.h>\n",
        "panel/x.cpp": "#include <dwmapi.h>\n",
        "panel/y.cpp": "#ifdef Q_OS_WIN\n",
        "core/z.cpp": "#  if !defined(_WIN32) && defined(X)\n",
        "cli/y.cpp": "#elif defined(__linux__)\n",
        "core/number.cpp": 'std::snprintf(text, sizeof text, "q:%.2f", value);\n',
        "alpaca/client/x.cpp": '#include "alpaca/server/access.h"\n',
        "simulator/x.cpp": '#include "core/focuser.h"\n',
        "hub/long.cpp": "\n" * (LONGEST_FILE + 1),
    }
    return [f"self-check: {path} passed" for path, text in bad.items() if not check_text(path, text)]


def main(root):
    found = self_check()
    seen = 0
    for path in sorted(pathlib.Path(root).rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix not in COUNTED or name.startswith(("build/", ".")) or not path.is_file():
            continue
        seen += 1
        found += check_text(name, path.read_text(encoding="utf-8"))
    print("\n".join(found) if found else f"{seen} files keep to the house's rules")
    return 1 if found or seen == 0 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
