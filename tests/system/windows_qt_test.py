"""scripts/windows-qt and what CMake does where there is no Qt for Windows. Builds nothing."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["FOCUSERLINK_ROOT"])


class WindowsQt(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="focuserlink-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.cache = self.folder / "cache"
        self.env = {**os.environ, "XDG_CACHE_HOME": str(self.cache)}

    def where(self, *shell_options, **env):
        return subprocess.run(["sh", *shell_options, ROOT / "scripts/windows-qt", "--where"], env={**self.env, **env},
                              capture_output=True, text=True, check=False)

    def complete(self, folder):
        folder.mkdir(parents=True)
        (folder / "complete").touch()

    def test_without_one_it_says_nothing_and_writes_nothing(self):
        done = self.where()
        self.assertEqual((done.returncode, done.stdout, done.stderr), (1, "", ""))
        self.assertFalse(self.cache.exists())

    def test_the_one_of_this_version_is_named(self):
        self.complete(self.cache / "focuserlink/qt-windows-0123456789ab")
        self.assertEqual(self.where().returncode, 1, "another version")
        there = pathlib.Path(re.search(r"^\+ there=(\S+)$", self.where("-x").stderr, re.M)[1])
        there.mkdir()
        self.assertEqual(self.where().returncode, 1, "not complete")
        there.rmdir()
        self.complete(there)
        done = self.where()
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, f"{there}\n", ""))

    def test_one_that_cannot_be_judged_is_said(self):
        query = self.folder / "bin/dpkg-query"
        query.parent.mkdir()
        query.write_text("#!/bin/sh\nexit 1\n")
        query.chmod(0o755)
        path = f"{query.parent}:{os.environ['PATH']}"
        done = self.where(PATH=path)
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        self.complete(self.cache / "focuserlink/qt-windows-0123456789ab")
        done = self.where(PATH=path)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("qt6-base-dev", done.stderr)

    def test_an_earlier_panel_is_not_taken_for_todays(self):
        kept, gone = ["focuserlink.exe", "com-client.exe"], ["focuserlink-panel.exe", "bench_panel.exe", "chart_time_test.exe"]
        for name in kept + gone:
            (self.folder / name).touch()
        script = self.folder / "configure.cmake"
        script.write_text(f"set(WIN32 TRUE)\nset(PROJECT_SOURCE_DIR {ROOT})\n"
                          f"set(CMAKE_RUNTIME_OUTPUT_DIRECTORY {self.folder})\ninclude({ROOT}/cmake/qt.cmake)\n")
        done = subprocess.run(["cmake", "-P", script], env=self.env, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("No panel", done.stdout + done.stderr)
        self.assertEqual(sorted(path.name for path in self.folder.glob("*.exe")), sorted(kept))


if __name__ == "__main__":
    unittest.main()
