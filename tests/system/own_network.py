"""A network of its own for this process and all that it starts: the hub's usual port is free, nobody else's hub answers a search, and
no real focuser is on any port."""

import ctypes
import fcntl
import os
import pathlib
import socket
import struct

NEW_MOUNTS, NEW_USER, NEW_NETWORK = 0x20000, 0x10000000, 0x40000000
PRIVATE_ALL = 0x4000 | 0x40000  # MS_REC | MS_PRIVATE
SET_FLAGS, UP = 0x8914, 0x1


def enter():
    """False where the system does not allow it. Call it before any thread is started."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if libc.unshare(NEW_MOUNTS | NEW_NETWORK) != 0:
        if libc.unshare(NEW_USER | NEW_MOUNTS | NEW_NETWORK) != 0:
            return False
        own = pathlib.Path("/proc/self")
        (own / "setgroups").write_text("deny")
        (own / "uid_map").write_text(f"{user} {user} 1")
        (own / "gid_map").write_text(f"{group} {group} 1")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh22x", b"lo", UP))
    if libc.mount(b"none", b"/", None, PRIVATE_ALL, None) != 0:
        return False
    return libc.mount(b"none", b"/sys/class/tty", b"tmpfs", 0, None) == 0
