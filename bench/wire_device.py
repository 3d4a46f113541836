"""A focuser on TCP that answers as the real one does at 38400 baud, and tells when the `H` came. Run as a process of its
own by bench/halt.py: a line `mute` or `speak` on its standard input is obeyed; every `H` prints its CLOCK_MONOTONIC."""

import select
import socket
import sys
import threading
import time

BYTE_SECONDS = 10 / 38400


def answer(line, state):
    letter = line[:1]
    if line == "#":
        return "#:FocuserLink"
    if letter == "q":
        left = state["target"] - 1000 if time.monotonic() < state["until"] else 0
        return f"q:1000:{left}:1:12.50:56.00:4.00:0"
    if letter == "u":
        return "u:400:3:500:0:28800:0:500:0:30:10:0"
    if letter == "p":
        return "p:1000"
    if letter in "if":
        return letter + ":0"
    if letter == "R":
        state["target"] = int(line.rsplit(":", 1)[1])
        state["until"] = time.monotonic() + 30
    if letter == "H":
        state["until"] = 0
    return letter if letter in "RPHSFU" else "!:unknown"


def serve(connection, state):
    pending = b""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while True:
        part = connection.recv(4096)
        if not part:
            return
        now = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        pending += part
        while b"\n" in pending:
            raw, _, pending = pending.partition(b"\n")
            line = raw.decode("ascii", "replace").strip()
            if line == "H":
                print(now, flush=True)
            if state["mute"]:
                continue
            reply = answer(line, state) + "\n"
            time.sleep((len(raw) + 1 + len(reply)) * BYTE_SECONDS)
            connection.sendall(reply.encode())


def obey(state):
    for line in sys.stdin:
        state["mute"] = line.strip() == "mute"


def main():
    state = {"mute": False, "until": 0.0, "target": 1000}
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=obey, args=(state,), daemon=True).start()
    while True:
        select.select([listener], [], [])
        connection, _ = listener.accept()
        try:
            serve(connection, state)
        except OSError:
            pass
        connection.close()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
