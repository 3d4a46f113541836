#!/usr/bin/env python3
"""What a firmware takes: flash, static RAM and the deepest stack, and whether that stays within the bounds; with its ELF as
argument. The stack is read from the machine code: every path of calls, with what each function pushes and reserves, the main
program's deepest and on top of it every interrupt once, and twice the one that can come again before it has ended."""

import re
import subprocess
import sys

FLASH, RAM, RAM_AND_STACK = 24576, 1024, 1536
FLASH_TARGET = 16384  # so much would do for a chip of half the size; printed, not judged
RETURN_ADDRESS = 2
AGAIN = "__vector_24"  # TWI sets the bus going before it restores its registers: see firmware/handler.h
SAVES = "__prologue_saves__"  # the compiler's shared entry: pushes 18 registers, or fewer when entered further down
SAVED = 18

LABEL = re.compile(r"^([0-9a-f]+) <(.+)>:$")
CODE = re.compile(r"^\s*([0-9a-f]+):\t(?:[0-9a-f]{2} )+\s*\t(\S+)\s*([^;]*)(?:;\s*(?:0x([0-9a-f]+))?.*)?$")


def tool(name, *arguments):
    return subprocess.run([name, *arguments], check=True, capture_output=True, text=True).stdout


class Function:
    """One function: `own` bytes it takes itself, and (bytes in use at the call, address called) for each call."""

    def __init__(self, name, start):
        self.name = name
        self.start = start
        self.code = []
        self.own = 0
        self.calls = []

    def read(self, saves):
        used = 0
        frame = {}  # low and high byte of what Y, the frame's pointer, is lowered by
        for at, word, operands, target in self.code:
            constant = int(operands.split(",")[1], 16) if re.match(r"r\d+, 0x", operands) else None
            if word == "push":
                used += 1
            elif word == "rcall" and target == at + 2:
                used += RETURN_ADDRESS  # the compiler's short way to reserve two bytes
            elif word in ("jmp", "rjmp") and target is not None and saves <= target < saves + 2 * SAVED:
                used += SAVED - (target - saves) // 2 + frame.get("r26", 0) + 256 * frame.get("r27", 0)
            elif word in ("call", "rcall"):
                self.calls.append((used + RETURN_ADDRESS, target))
            elif word in ("jmp", "rjmp") and target is not None:
                self.calls.append((used, target))  # a jump into another function is a call that ends this one
            elif word in ("icall", "eicall") or (word == "ijmp" and self.name != SAVES):
                raise SystemExit(f"size.py: {self.name} calls through a pointer; its stack cannot be known")
            elif word == "ldi" and operands[:3] in ("r26", "r27"):
                frame[operands[:3]] = constant
            elif word in ("sbiw", "subi") and operands.startswith("r28"):
                frame["r28"] = constant
            elif word == "sbci" and operands.startswith("r29"):
                frame["r29"] = constant
            elif word == "out" and operands.startswith("0x3d") and frame.get("r28", 0) + 256 * frame.get("r29", 0) < 0x4000:
                used += frame.pop("r28", 0) + 256 * frame.pop("r29", 0)
            self.own = max(self.own, used)


def functions(elf):
    found = []
    for line in tool("avr-objdump", "-d", elf).splitlines():
        if label := LABEL.match(line):
            found.append(Function(label[2], int(label[1], 16)))
        elif (code := CODE.match(line)) and found:
            jumps = code[2] in ("call", "rcall", "jmp", "rjmp") and code[4]
            found[-1].code.append((int(code[1], 16), code[2], code[3].strip(), int(code[4], 16) if jumps else None))
    saves = next((f.start for f in found if f.name == SAVES), 1 << 30)
    for function in found:
        function.read(saves)
    return found


class Stack:
    def __init__(self, elf):
        self.functions = functions(elf)
        self.known = {}

    def named(self, name):
        return next(f for f in self.functions if f.name == name)

    def at(self, address):
        return max((f for f in self.functions if f.start <= address), key=lambda f: f.start)

    def depth(self, function, above=()):
        """Deepest stack of a function and all it calls, without its own return address."""
        if function.name in above:
            raise SystemExit(f"size.py: {function.name} calls itself; its stack cannot be known")
        if function.name not in self.known:
            self.known[function.name] = max([function.own] + [
                used + self.depth(callee, (*above, function.name)) for used, target in function.calls
                if (callee := self.at(target)).name not in (function.name, "__epilogue_restores__")])
        return self.known[function.name]

    def worst(self):
        interrupts = [f for f in self.functions if re.fullmatch(r"__vector_\d+", f.name)]
        return (RETURN_ADDRESS + self.depth(self.named("main")) +
                sum((RETURN_ADDRESS + self.depth(f)) * (2 if f.name == AGAIN else 1) for f in interrupts))


def main():
    elf = sys.argv[1]
    sizes = dict(re.findall(r"^\.(text|data|bss|noinit)\s+(\d+)", tool("avr-size", "-A", elf), re.MULTILINE))
    size = {name: int(sizes.get(name, 0)) for name in ("text", "data", "bss", "noinit")}
    flash = size["text"] + size["data"]
    ram = size["data"] + size["bss"] + size["noinit"]
    stack = Stack(elf).worst()
    rows = (("flash", flash, FLASH), ("static RAM", ram, RAM), ("RAM and worst stack", ram + stack, RAM_AND_STACK))
    for what, taken, bound in rows:
        print(f"{what:20} {taken:6} bytes of {bound:6}{'' if taken < bound else '   TOO MUCH'}")
    print(f"{'flash target':20} {FLASH_TARGET:6} bytes, {'reached' if flash <= FLASH_TARGET else f'{flash - FLASH_TARGET} bytes over'}")
    print(f"{'worst stack':20} {stack:6} bytes, with every interrupt on top of the deepest call, and TWI twice")
    return 0 if all(taken < bound for _, taken, bound in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
