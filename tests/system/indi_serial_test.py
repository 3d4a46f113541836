"""The INDI driver on a serial port."""

import unittest

import indi_facts
import indi_moves


class OnASerialPort:
    def address(self, simulated):
        return f"serial:{simulated.port}"


class Moves(OnASerialPort, indi_moves.IndiMoves):
    pass


class Facts(OnASerialPort, indi_facts.IndiFacts):
    pass


if __name__ == "__main__":
    unittest.main()
