"""What a firmware takes: flash, static RAM and the deepest stack, and whether that stays within the bounds; with its ELF as
argument. The stack is read from the machine code: every path of calls, with what each function pushes and reserves, the main
program's deepest and on top of it every interrupt once, for no interrupt allows itself again before it is through."""

import re
import subprocess
import sys

FLASH, RAM, RAM_AND_STACK = 16384, 1024, 1536
RETURN_ADDRESS = 2

LABEL = re.compile(r"^([0-9a-f]+) <(.+)>:$")
CODE = re.compile(r"^\s*([0-9a-f]+):\t(?:[0-9a-f]{2} )+\s*\t(\S+)\s*([^;]*)(?:;\s*(?:0x([0-9a-f]+))?.*)?$")


def tool(name, *arguments):
    return subprocess.run([name, *arguments], check=True, capture_output=True, text=True).stdout


class Function:
    """One function: `own` bytes it takes itself, and (bytes in use at the call, address called) for each call."""

    def __init__(self, name):
        self.name = name
        self.code = []
        self.own = 0
        self.calls = []

    def measure(self):
        used = 0
        frame = 0  # bytes subtracted from Y, which becomes the stack pointer
        for at, word, operands, target in self.code:
            if word == "push":
                used += 1
            elif word == "rcall" and target == at + 2:
                used += RETURN_ADDRESS  # the compiler's short way to reserve two bytes
            elif word in ("call", "rcall"):
                self.calls.append((used, target))
            elif word in ("jmp", "rjmp") and target is not None:
                self.calls.append((None, target))
            elif word in ("icall", "ijmp") and "prologue" not in self.name and not self.table_jump:
                raise SystemExit(f"{self.name}: calls through a pointer, its stack cannot be known")
            elif word in ("sbiw", "subi") and operands.startswith("r28"):
                frame = int(operands.split(",")[1], 16)
            elif word == "sbci" and operands.startswith("r29"):
                frame += int(operands.split(",")[1], 16) << 8
            elif word == "out" and operands.startswith("0x3d") and 0 < frame < 0x4000:
                used += frame
                frame = 0
            self.own = max(self.own, used)


def functions(elf):
    found = {}
    current = None
    for line in tool("avr-objdump", "-d", elf).splitlines():
        label = LABEL.match(line)
        if label:
            current = found[int(label[1], 16)] = Function(label[2])
            continue
        code = CODE.match(line)
        if code and current:
            target = int(code[4], 16) if code[4] and code[2] in ("call", "rcall", "jmp", "rjmp") else None
            current.code.append((int(code[1], 16), code[2], code[3].strip(), target))
    return found
