"""The INDI driver on a cable over TCP."""

import unittest

import indi_facts
import indi_moves


class OnACableOverTcp:
    def address(self, simulated):
        return f"tcp:{simulated.tcp}"


class Moves(OnACableOverTcp, indi_moves.IndiMoves):
    pass


class Facts(OnACableOverTcp, indi_facts.IndiFacts):
    pass


if __name__ == "__main__":
    unittest.main()
