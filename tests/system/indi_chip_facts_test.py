"""The INDI driver reads and sets the real firmware on the simulated chip, in real time."""

import unittest

import indi_facts


class OnTheChip(indi_facts.IndiFacts):
    kind = ("--chip",)

    def address(self, simulated):
        return f"serial:{simulated.port}"


if __name__ == "__main__":
    unittest.main()
