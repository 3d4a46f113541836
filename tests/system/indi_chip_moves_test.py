"""The INDI driver moves the real firmware on the simulated chip, in real time."""

import unittest

import indi_moves


class OnTheChip(indi_moves.IndiMoves):
    kind = ("--chip",)

    def address(self, simulated):
        return f"serial:{simulated.port}"


if __name__ == "__main__":
    unittest.main()
