"""The manual pages are what man and mandoc take without a complaint, and are installed where man looks."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from parts import BIN

PAGES = pathlib.Path(os.environ["FOCUSERLINK_ROOT"]) / "docs" / "man"


def shown(page):
    """(what man shows in 80 columns, what it complains of)."""
    done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-P", "cat", page], capture_output=True, text=True,
                          env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MAN_KEEP_FORMATTING": ""}, check=False)
    return re.sub(".\b", "", done.stdout), done.stderr  # bold is a letter over itself


class ManPages(unittest.TestCase):
    def test_no_page_has_a_flaw(self):
        pages = sorted(PAGES.iterdir())
        self.assertEqual(len(pages), 6)
        for page in pages:
            with self.subTest(page.name):
                text, complaints = shown(page)
                self.assertEqual(complaints, "")
                for heading in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "FILES", "SEE ALSO"):
                    self.assertIn(f"\n{heading}\n", text)
                self.assertIn(f"\n       {page.stem} - ", text, "how whatis finds it")
                lint = subprocess.run(["mandoc", "-Tlint", "-Wwarning", page], capture_output=True, text=True, check=False)
                # They have no date, so that the same sources make the same page on any day.
                flaws = [line for line in lint.stdout.splitlines() if "missing date" not in line]
                self.assertEqual(flaws, [])

    def test_what_is_to_be_typed_can_be_copied_from_the_page(self):
        text, _ = shown(PAGES / "focuserlink.1")
        self.assertIn("focuserlink settings set coefficient=-12.5 threshold=20", text)
        self.assertIn("~/.config/focuserlink/user.toml", text)
        self.assertIn("--temperature-column NAME", text)

    def check_options(self, page, said, sections=("OPTIONS",)):
        text, _ = shown(PAGES / page)
        entries = [line for section in sections for line in re.split(r"\n(?=[A-Z])", text.partition(f"\n{section}\n")[2])[0].splitlines()
                   if re.match(" {7}[^ ]", line)]
        option = re.compile(r"--[a-z-]+|(?<=^  )[A-Z]+(?==)|(?<=^ {7})[A-Z]{2,}\b", re.MULTILINE)
        listed = {name for line in entries for name in option.findall(line)}
        self.assertEqual(listed - set(option.findall(said)), set(), "what the program does not know")
        self.assertEqual([name for name in option.findall(said) if name not in text], [], "what the page leaves out")
        return listed

    def test_pages_written_by_hand_have_the_options_of_their_programs(self):
        if (BIN / "focuserlink-panel").exists():
            said = subprocess.run([BIN / "focuserlink-panel", "--help"], capture_output=True, text=True, check=True,
                                  env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}).stdout
            self.assertEqual(len(self.check_options("focuserlink-panel.1", said)), 4)
        said = subprocess.run(["sh", PAGES.parents[1] / "firmware" / "focuserlink-flash.in", "--help"], capture_output=True, text=True,
                              check=True).stdout
        self.assertEqual(len(self.check_options("focuserlink-flash.1", said, ("OPTIONS", "ENVIRONMENT"))), 5)
        self.assertIn("--version", shown(PAGES / "indi_focuserlink.1")[0])

    def test_they_are_installed_where_man_looks(self):
        with tempfile.TemporaryDirectory(prefix="focuserlink-", ignore_cleanup_errors=True) as folder:
            subprocess.run(["cmake", "--install", BIN.parent, "--component", "manual", "--prefix", folder], check=True, capture_output=True)
            for page in ("man1/focuserlink.1", "man1/focuserlink-sim.1", "man8/focuserlinkd.8"):
                self.assertTrue((pathlib.Path(folder) / "share" / "man" / page).exists(), page)


if __name__ == "__main__":
    unittest.main()
