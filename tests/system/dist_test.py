"""`make dist`: the archive is the sources, and what comes out of it makes the same archive again, without git."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["FOCUSERLINK_ROOT"])


# Git as nobody has set it up, and away from a repository that this test may be run by.
ENV = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
ENV |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def dist(folder):
    said = subprocess.run([folder / "scripts" / "dist"], capture_output=True, text=True, check=True, env=ENV).stdout
    return folder / said.strip()


@unittest.skipUnless((ROOT / ".git").exists(), "not in git")
class Dist(unittest.TestCase):
    def test_an_unpacked_archive_makes_the_same_again(self):
        with tempfile.TemporaryDirectory(prefix="focuserlink-", ignore_cleanup_errors=True) as name:
            folder = pathlib.Path(name)
            # Of a copy: other tests may be at work in the folder with the sources.
            copy = folder / "copy"
            files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
            for file in filter(lambda file: (ROOT / file).exists(), files):
                (copy / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / file, copy / file)
            for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=me", "-c", "user.email=me@here", "commit", "-qm", "All"]):
                subprocess.run(["git", *command], cwd=copy, check=True, env=ENV)
            first = dist(copy)
            subprocess.run(["tar", "-x", "-C", folder, "-f", first], check=True)
            unpacked = folder / first.name.removesuffix(".tar.xz")
            subprocess.run(["chmod", "-R", "go-rwx", unpacked], check=True)  # by somebody else, under another umask
            again = dist(unpacked)
            self.assertEqual(again.read_bytes(), first.read_bytes())


if __name__ == "__main__":
    unittest.main()
