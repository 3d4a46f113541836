"""A board with an Arduino bootloader on a pseudo terminal, as avrdude talks to it: the STK500 (version 1) commands."""

import os
import threading
import tty

OK, IN_SYNC, END = 0x10, 0x14, 0x20
SIGNATURE = b"\x1e\x95\x0f"  # ATmega328P
# Bytes that follow a command before its END; a page's depends on its length.
FOLLOWING = {0x30: 0, 0x41: 1, 0x42: 20, 0x45: 5, 0x50: 0, 0x51: 0, 0x55: 2, 0x56: 4, 0x64: 3, 0x74: 3, 0x75: 0}


class Bootloader:
    """`path` is the port; `flash` is what was written, erased where nothing was; `left`: told to start the program."""

    def __init__(self):
        self.flash = bytearray(b"\xff" * 32768)
        self.eeprom_touched = self.left = False
        self.address = 0
        self.master, slave = os.openpty()
        tty.setraw(slave)
        self.path = os.ttyname(slave)
        self.slave = slave
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        os.close(self.slave)
        os.close(self.master)

    def _take(self, count):
        taken = b""
        while len(taken) < count:
            taken += os.read(self.master, count - len(taken))
        return taken

    def _serve(self):
        try:
            while True:
                command = self._take(1)[0]
                if command not in FOLLOWING:
                    continue
                arguments = self._take(FOLLOWING[command])
                page = self._take(int.from_bytes(arguments[:2], "big")) if command == 0x64 else b""
                if self._take(1)[0] == END:
                    os.write(self.master, bytes([IN_SYNC]) + self._obey(command, arguments, page) + bytes([OK]))
        except OSError:
            return  # closed

    def _obey(self, command, arguments, page):
        at = 2 * self.address
        if command == 0x55:
            self.address = int.from_bytes(arguments, "little")
        elif command in (0x64, 0x74) and arguments[2:] != b"F":
            self.eeprom_touched = True
        elif command == 0x64:
            self.flash[at:at + len(page)] = page
        elif command == 0x74:
            return bytes(self.flash[at:at + int.from_bytes(arguments[:2], "big")])
        elif command == 0x75:
            return SIGNATURE
        elif command == 0x41:
            return b"\x04"
        elif command == 0x56:
            return b"\x00"
        elif command == 0x51:
            self.left = True
        return b""
