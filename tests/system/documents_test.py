"""The documents that are installed find each other, for they lie as they do in the sources."""

import os
import pathlib
import re
import shutil
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["FOCUSERLINK_ROOT"])


def dead_links(root):
    """Links of the documents below `root` to what is not there."""
    return [f"{file}: {target}" for file in root.rglob("*.md") for target in re.findall(r"\]\(([^)#\s]+)", file.read_text())
            if "://" not in target and not (file.parent / target).exists()]


class Documents(unittest.TestCase):
    def test_none_points_to_what_is_not_installed(self):
        with tempfile.TemporaryDirectory(prefix="focuserlink-", ignore_cleanup_errors=True) as folder:
            installed = pathlib.Path(folder)
            for name in [*(ROOT / "debian/focuserlink.docs").read_text().split(), "examples"]:
                if (ROOT / name).is_dir():
                    shutil.copytree(ROOT / name, installed / name)
                else:
                    shutil.copy(ROOT / name, installed)
            shutil.rmtree(installed / "docs/man")  # whose pages lie elsewhere
            self.assertEqual(dead_links(installed), [])
            (installed / "docs/hub.md").unlink()
            self.assertNotEqual(dead_links(installed), [], "it would say so")


if __name__ == "__main__":
    unittest.main()
