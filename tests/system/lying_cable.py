"""A cable over TCP in front of a simulated focuser: every line passes, unless a test has it lie, keep quiet or break."""

import contextlib
import socket
import threading

from indi_parts import IndiTest


def check(line):
    """The two digits that end a line which can be checked (docs/formats/wire.md)."""
    crc = 0
    for byte in line.encode("latin1"):
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ (0x107 if crc & 0x80 else 0)) & 0x1FF
    return f"{crc & 0xFF:02X}"


class LyingCable:
    """`lie(request, answer)` gives what the driver gets instead of the answer, without the newline; None: nothing.
    It is told, and tells, lines without their check: a device that lies does so with a right one."""

    def __init__(self, device_port):
        self.device_port = device_port
        self.lie = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._ends = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self.device_port))
                self._ends += [near, far]
                threading.Thread(target=self._pass, args=(near, far), daemon=True).start()

    def _pass(self, near, far):
        near.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(OSError), near, far, near.makefile("rb") as requests, far.makefile("rb") as answers:
            for raw in requests:
                request = raw.decode("latin1").strip()
                far.sendall(raw)
                answer = answers.readline().decode("latin1").strip()
                told = answer
                if self.lie:
                    checked = "*" in request
                    told = self.lie(request.split("*")[0], answer.split("*")[0] if checked else answer)
                    if told is not None and checked:
                        told += "*" + check(told)
                if told is not None:
                    near.sendall(told.encode("latin1") + b"\n")

    def close(self):
        for end in [self._listener, *self._ends]:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


class BehindALyingCable(IndiTest):
    def lying(self, *arguments):
        """A driver behind a cable that can lie."""
        self.simulated = self.focuser("--speed", 5, *arguments)
        self.cable = LyingCable(self.simulated.tcp)
        self.addCleanup(self.cable.close)
        return self.driver_on(f"tcp:{self.cable.port}")
