"""`make flash`: the real avrdude against a board's bootloader, and what avrdude is asked to do in every case, with one that
only writes down what it was asked."""

import os
import pathlib
import subprocess
import unittest

from bootloader import Bootloader
from parts import BIN, SystemTest

ROOT = pathlib.Path(os.environ["FOCUSERLINK_ROOT"])


def bytes_of(hex_file):
    """(address, bytes) of every data record of an Intel HEX file."""
    for line in hex_file.read_text().split():
        record = bytes.fromhex(line[1:])
        if record[3] == 0:
            yield int.from_bytes(record[1:3], "big"), record[4:-1]


class RealFlashTest(SystemTest):
    def test_the_whole_program_arrives_on_the_board(self):
        board = Bootloader()
        self.addCleanup(board.close)
        firmware = BIN.parent / "firmware/focuserlink.hex"
        result = subprocess.run([ROOT / "firmware/focuserlink-flash.in", board.path], capture_output=True, text=True, check=False, timeout=60,
                                env={**os.environ, "FIRMWARE": str(firmware)})
        self.assertEqual(result.returncode, 0, result.stderr)
        written = 0
        for address, wanted in bytes_of(firmware):
            self.assertEqual(board.flash[address:address + len(wanted)], wanted)
            written += len(wanted)
        self.assertGreater(written, 10000)
        self.assertTrue(board.left, "the board was told to start the program")
        self.assertFalse(board.eeprom_touched)


class FlashTest(SystemTest):
    def setUp(self):
        super().setUp()
        self.asked = self.folder / "asked"
        programmer = self.folder / "avrdude"
        programmer.write_text(f'#!/bin/sh\necho "$@" > {self.asked}\nexit ${{FAILS:-0}}\n')
        programmer.chmod(0o755)
        self.hex = self.folder / "focuserlink.hex"
        self.hex.write_text(":00000001FF\n")

    def flash(self, *arguments, **env):
        return subprocess.run([ROOT / "firmware/focuserlink-flash.in", *arguments], capture_output=True, text=True, check=False, env={
            **os.environ, "PATH": f"{self.folder}:{os.environ['PATH']}", "FIRMWARE": str(self.hex), **env})

    def test_over_the_bootloader_without_erasing_the_eeprom(self):
        self.assertEqual(self.flash("/dev/null").returncode, 0)
        self.assertEqual(self.asked.read_text().split(), [
            "-p", "atmega328p", "-c", "arduino", "-P", "/dev/null", "-b", "115200", "-D", "-U", f"flash:w:{self.hex}:i"])
        self.flash("/dev/null", BAUD="57600")
        self.assertIn("-b 57600", self.asked.read_text())

    def test_with_a_programmer(self):
        self.assertEqual(self.flash(PROGRAMMER="usbasp").returncode, 0)
        self.assertEqual(self.asked.read_text().split(), ["-p", "atmega328p", "-c", "usbasp", "-U", f"flash:w:{self.hex}:i"])
        result = self.flash("/dev/null", PROGRAMMER="stk500v1", BAUD="19200")
        self.assertIn("EESAVE", result.stdout)
        self.assertIn("-P /dev/null -b 19200", self.asked.read_text())

    def test_mistakes_are_named_and_nothing_is_written(self):
        for arguments, words in (((), "PORT=/dev/ttyUSB0"), (("/dev/nowhere",), "there is no /dev/nowhere")):
            result = self.flash(*arguments)
            self.assertEqual(result.returncode, 2)
            self.assertIn(words, result.stderr)
        result = self.flash("/dev/null", FIRMWARE=str(self.folder / "none.hex"))
        self.assertIn("make firmware", result.stderr)
        self.assertFalse(self.asked.exists())
        result = self.flash("/dev/null", FAILS="1")
        self.assertEqual(result.returncode, 1)
        self.assertIn("PROG jumper", result.stderr)


if __name__ == "__main__":
    unittest.main()
