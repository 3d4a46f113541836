"""The udev rule, followed as udev follows it: what it does for each of the bridges it names, and for nobody else."""

import os
import pathlib
import re
import unittest

RULES = (pathlib.Path(os.environ["FOCUSERLINK_ROOT"]) / "packaging" / "60-focuserlink.rules").read_text()
BRIDGES = [("0403", product) for product in ("6001", "6010", "6011", "6014", "6015")] + [
    ("1a86", product) for product in ("5523", "7522", "7523", "55d4")]
LINES = [re.findall(r'([A-Z]+(?:\{\w+\})?)(==|!=|\+=|=)"([^"]*)"', line) for line in RULES.splitlines()
         if line and not line.startswith("#")]


def followed(facts, files=("/usr/bin/setfacl",)):
    """What the rule sets for a device of which `facts` says what udev would match."""
    def true(key, operator, value):
        if key == "TEST":
            return value in files
        return (facts.get(key, "") in value.split("|")) == (operator == "==")

    done, wanted = {}, None
    for line in LINES:
        tests = [part for part in line if part[1] in ("==", "!=")]
        actions = {key: value for key, operator, value in line if operator in ("=", "+=")}
        if wanted and actions.get("LABEL") != wanted:
            continue
        wanted = None
        if all(true(*test) for test in tests):
            wanted = actions.pop("GOTO", None)
            done.update(actions)
    done.pop("LABEL", None)
    return done


def device(vendor, product):
    return {"ACTION": "add", "SUBSYSTEM": "usb", "ENV{DEVTYPE}": "usb_device", "ATTR{idVendor}": vendor, "ATTR{idProduct}": product}


def port(vendor, product):
    return {"ACTION": "add", "SUBSYSTEM": "tty", "SUBSYSTEMS": "usb", "ATTRS{idVendor}": vendor, "ATTRS{idProduct}": product}


class UdevRule(unittest.TestCase):
    MODEM_MANAGER = {"ENV{ID_MM_DEVICE_IGNORE}": "1", "ENV{ID_MM_PORT_IGNORE}": "1"}

    def test_the_port_of_every_bridge_may_be_used_and_modem_manager_leaves_it_alone(self):
        for bridge in BRIDGES:
            with self.subTest(bridge):
                self.assertEqual(followed(port(*bridge)), {
                    **self.MODEM_MANAGER, "TAG": "uaccess", "GROUP": "plugdev", "MODE": "0660",
                    "RUN": "/usr/bin/setfacl -m g:dialout:rw $devnode"})

    def test_without_acl_it_stays_with_dialout(self):
        self.assertEqual(followed(port(*BRIDGES[0]), files=()), {**self.MODEM_MANAGER, "TAG": "uaccess"})

    def test_modem_manager_leaves_the_bridge_itself_alone(self):
        for bridge in BRIDGES:
            self.assertEqual(followed(device(*bridge)), {"ENV{ID_MM_DEVICE_IGNORE}": "1"}, bridge)

    def test_nobody_elses_device_is_touched(self):
        for vendor, product in (("0403", "7523"), ("1a86", "6001"), ("2341", "0043")):
            self.assertEqual(followed(port(vendor, product)), {})
            self.assertEqual(followed(device(vendor, product)), {})
        self.assertEqual(followed({**port(*BRIDGES[0]), "ACTION": "remove"}), {})
        self.assertEqual(followed({**port(*BRIDGES[0]), "SUBSYSTEMS": "pci"}), {})


if __name__ == "__main__":
    unittest.main()
