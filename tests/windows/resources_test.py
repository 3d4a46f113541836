"""What Windows reads in the programs' files before it runs them: kind, manifest, version, icon, and the libraries they ask for."""

import struct
import unittest
import xml.etree.ElementTree

from programs import ROOT, VERSION, WINDOWS_BIN

WINDOWS, CONSOLE = 2, 3
PROGRAMS = {"focuserlinkd": WINDOWS, "focuserlink-ascom": WINDOWS, "focuserlink-panel": WINDOWS,
            "focuserlink": CONSOLE, "focuserlink-sim": CONSOLE}
GROUP_ICON, VERSION_INFO, MANIFEST = 14, 16, 24
# What every Windows 10 has. The compiler's own (libstdc++, libgcc, libwinpthread) and Qt's are not among them.
OF_WINDOWS = {f"{name}.dll" for name in (
    "advapi32 authz bcrypt comctl32 comdlg32 crypt32 d3d11 d3d9 dnsapi dwmapi dwrite dxgi gdi32 imm32 iphlpapi kernel32 "
    "mswsock msvcrt netapi32 ntdll ole32 oleaut32 rpcrt4 secur32 setupapi shcore shell32 shlwapi user32 userenv "
    "uxtheme version winhttp winmm ws2_32 wtsapi32 d2d1").split()} | {"winspool.drv"}


class Program:
    """A PE32+ file."""

    def __init__(self, path):
        self.bytes = path.read_bytes()
        at, = self.read("<I", 0x3C)
        assert self.bytes[at:at + 4] == b"PE\0\0", path
        sections, = self.read("<H", at + 6)
        optional_size, = self.read("<H", at + 20)
        self.optional = at + 24
        assert self.read("<H", self.optional) == (0x20B,), f"{path} is not of 64 bit"
        self.sections = [self.read("<IIII", self.optional + optional_size + 40 * number + 8) for number in range(sections)]
        self.subsystem, = self.read("<H", self.optional + 68)

    def read(self, form, at):
        return struct.unpack_from(form, self.bytes, at)

    def offset(self, address):
        """Where in the file is what will be at `address`, relative to the program's beginning."""
        for size, start, raw_size, raw in self.sections:
            if start <= address < start + max(size, raw_size):
                return address - start + raw
        raise AssertionError(f"{address:#x} is in no section")

    def directory(self, number):
        """The address of one of the tables that the header names; 0: there is none."""
        return self.read("<I", self.optional + 112 + 8 * number)[0]

    def text(self, address):
        at = self.offset(address)
        return self.bytes[at:self.bytes.index(b"\0", at)].decode("ascii")

    def libraries(self):
        """In lower case, with those that are asked for only when they are needed."""
        found = set()
        for table, size, name in ((1, 20, 12), (13, 32, 4)):
            at = self.directory(table) and self.offset(self.directory(table))
            while at and any(self.bytes[at:at + size]):
                found.add(self.text(*self.read("<I", at + name)).lower())
                at += size
        return found

    def resources(self, kind):
        """The contents of all resources of a kind."""
        root = self.offset(self.directory(2))

        def entries(at):
            named, numbered = self.read("<HH", at + 12)
            return [self.read("<II", at + 16 + 8 * number) for number in range(named + numbered)]

        def leaves(at):
            for _, where in entries(at):
                if where & 0x80000000:
                    yield from leaves(root + (where & 0x7FFFFFFF))
                else:
                    address, size = self.read("<II", root + where)
                    start = self.offset(address)
                    yield self.bytes[start:start + size]

        return [content for number, where in entries(root) if number == kind
                for content in leaves(root + (where & 0x7FFFFFFF))]


class ResourcesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        paths = {name: WINDOWS_BIN / f"{name}.exe" for name in PROGRAMS}
        cls.programs = {name: Program(path) for name, path in paths.items() if path.exists()}

    def test_all_are_there(self):
        self.assertLessEqual(PROGRAMS.keys() - self.programs.keys(), {"focuserlink-panel"})  # where there is no Qt for Windows

    def test_who_has_a_console(self):
        for name, program in self.programs.items():
            with self.subTest(name):
                self.assertEqual(program.subsystem, PROGRAMS[name])

    def test_the_manifest(self):
        for name, program in self.programs.items():
            with self.subTest(name):
                manifest, = program.resources(MANIFEST)
                said = {element.tag.rpartition("}")[2]: element for element in xml.etree.ElementTree.fromstring(manifest).iter()}
                self.assertEqual(said["dpiAwareness"].text, "PerMonitorV2")
                self.assertEqual(said["activeCodePage"].text, "UTF-8")
                self.assertEqual(said["longPathAware"].text, "true")
                self.assertEqual(said["requestedExecutionLevel"].get("level"), "asInvoker")

    def test_the_version(self):
        for name, program in self.programs.items():
            with self.subTest(name):
                version, = program.resources(VERSION_INFO)
                fixed = version.index(struct.pack("<I", 0xFEEF04BD))
                high, low = struct.unpack_from("<II", version, fixed + 8)
                self.assertEqual(f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}", f"{VERSION}.0")
                for key in ("FileVersion", "ProductVersion"):
                    self.assertIn(f"{key}\0".encode("utf-16-le"), version)
                self.assertIn(f"{VERSION}\0".encode("utf-16-le"), version)

    def test_the_icon(self):
        for name, program in self.programs.items():
            with self.subTest(name):
                group, = program.resources(GROUP_ICON)
                count, = struct.unpack_from("<H", group, 4)
                widths = {group[6 + 14 * number] or 256 for number in range(count)}
                self.assertLessEqual({16, 32, 48, 256}, widths)

    def test_they_need_nothing_but_windows(self):
        for name, program in self.programs.items():
            with self.subTest(name):
                libraries = program.libraries()
                self.assertIn("kernel32.dll", libraries)
                self.assertEqual({each for each in libraries if not each.startswith("api-ms-win-")} - OF_WINDOWS, set())


if __name__ == "__main__":
    unittest.main()
