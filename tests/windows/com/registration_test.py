"""/RegServer and /UnregServer: what they write, what they keep, and that nothing of theirs is left."""

import unittest

from com_parts import DRIVER, PROFILE, ComTest

FOCUSER = "ASCOM.astrojolo.Focuser"
CLSID = "{90378CD5-6112-45EB-AB32-63F25D5CCEE5}"
CLSIDS = {FOCUSER: CLSID, "ASCOM.astrojolo.ObservingConditions": "{2A3AAB7B-293C-4F27-8D4A-61C3A73170E6}"}
KEYS = ("HKLM\\Software", "HKCU\\Software")


class Registration(ComTest):
    def setUp(self):
        super().setUp()
        self.script("x = 1")  # cscript registers itself when it first runs
        self.run_driver("/UnregServer")
        self.before = self.everything()

    def tearDown(self):
        self.driver_leaves()
        self.run_driver("/UnregServer")
        super().tearDown()

    def run_driver(self, *options, code=0):
        done = self.wine.run(DRIVER, *options)
        self.assertEqual(done.process.returncode, code, done.errors)
        return done.errors

    def everything(self):
        return [self.wine.registry(key).splitlines() for key in KEYS]

    def value(self, key, name="", view="64"):
        done = self.wine.run("reg", "query", key, *(("/v", name) if name else ("/ve",)), f"/reg:{view}")
        if done.process.returncode:
            return None
        return done.output.strip().splitlines()[-1].split("REG_SZ", 1)[-1].strip()

    def profile(self, device="Focuser"):
        return f"HKLM\\SOFTWARE\\ASCOM\\{PROFILE[device]}\\ASCOM.astrojolo.{device}"

    def test_what_is_written(self):
        self.run_driver("/RegServer")
        path = f'"{self.wine.windows_path(DRIVER)}"'
        for view in ("64", "32"):
            for name, clsid in CLSIDS.items():
                self.assertEqual(self.value(f"HKCR\\CLSID\\{clsid}\\LocalServer32", view=view), path)
                self.assertEqual(self.value(f"HKCR\\CLSID\\{clsid}\\ProgID", view=view), name)
                self.assertEqual(self.value(f"HKCR\\{name}\\CLSID", view=view), clsid)
        for device, text in (("Focuser", "FocuserLink"), ("ObservingConditions", "FocuserLink sensor")):
            self.assertEqual(self.value(self.profile(device), view="32"), text)
            self.assertEqual(self.value(self.profile(device), "Hub", "32"), "127.0.0.1:11111")
            self.assertEqual(self.value("HKLM\\SOFTWARE\\ASCOM\\Chooser", f"ASCOM.astrojolo.{device} Init", "32"), "True")
        self.assertIsNone(self.value(self.profile(), "Hub", "64"), "the profile is in the 32-bit view only")

    def test_removal_leaves_the_registry_as_it_was(self):
        self.run_driver("/RegServer")
        self.assertNotEqual(self.everything(), self.before)
        self.run_driver("/UnregServer")
        self.assertEqual(self.everything(), self.before)
        self.run_driver("/UnregServer")
        self.assertEqual(self.everything(), self.before)

    def test_registering_again_keeps_settings_and_still_removes_all(self):
        self.run_driver("/RegServer")
        self.wine.reg("add", self.profile(), "/v", "Hub", "/d", "10.0.0.5:11111", "/f", "/reg:32")
        self.wine.reg("add", self.profile(), "/v", "Of the user", "/d", "x", "/f", "/reg:32")
        self.run_driver("-regserver")
        self.assertEqual(self.value(self.profile(), "Hub", "32"), "10.0.0.5:11111")
        self.run_driver("/UnregServer")
        self.assertEqual(self.everything(), self.before)

    def test_what_others_have_there_stays(self):
        other = "{11111111-2222-3333-4444-555555555555}"
        self.wine.reg("add", f"HKLM\\Software\\Classes\\{FOCUSER}\\CLSID", "/ve", "/d", other, "/f", "/reg:64")
        self.wine.reg("add", f"HKLM\\SOFTWARE\\ASCOM\\{PROFILE['Focuser']}", "/f", "/reg:32")
        self.wine.reg("add", self.profile(), "/ve", "/d", "The maker's driver", "/f", "/reg:32")
        self.wine.reg("add", self.profile(), "/v", "COM Port", "/d", "COM5", "/f", "/reg:32")
        before = self.everything()
        self.run_driver("/RegServer")
        self.assertEqual(self.value(f"HKCR\\{FOCUSER}\\CLSID"), CLSID)
        self.assertEqual(self.value(self.profile(), view="32"), "FocuserLink")
        self.run_driver("/UnregServer")
        self.assertEqual(self.everything(), before)
        self.wine.reg("delete", "HKLM\\SOFTWARE\\ASCOM", "/f", "/reg:32")
        for view in ("64", "32"):
            self.wine.run("reg", "delete", f"HKLM\\Software\\Classes\\{FOCUSER}", "/f", f"/reg:{view}")

    def test_what_others_have_removed_meanwhile_is_no_failure(self):
        other = "{11111111-2222-3333-4444-555555555555}"
        self.wine.reg("add", f"HKLM\\Software\\Classes\\{FOCUSER}\\CLSID", "/ve", "/d", other, "/f", "/reg:64")
        self.run_driver("/RegServer")
        self.wine.reg("delete", f"HKLM\\Software\\Classes\\{FOCUSER}", "/f", "/reg:64")
        self.run_driver("/UnregServer")
        self.assertEqual(self.everything(), self.before)

    def test_a_driver_that_took_the_name_later_keeps_it(self):
        self.run_driver("/RegServer")
        other = "{11111111-2222-3333-4444-555555555555}"
        classes = f"HKLM\\Software\\Classes\\{FOCUSER}"
        self.wine.reg("add", f"{classes}\\CLSID", "/ve", "/d", other, "/f", "/reg:64")
        self.wine.reg("add", self.profile(), "/v", "COM Port", "/d", "COM5", "/f", "/reg:32")
        self.run_driver("/UnregServer")
        self.assertEqual(self.value(f"{classes}\\CLSID"), other)
        self.assertEqual(self.value(self.profile(), "COM Port", "32"), "COM5")
        self.assertIsNone(self.value(f"HKLM\\Software\\Classes\\CLSID\\{CLSID}"))
        self.assertIsNone(self.value(self.profile("ObservingConditions"), view="32"))
        self.wine.reg("delete", "HKLM\\SOFTWARE\\ASCOM", "/f", "/reg:32")
        for view in ("64", "32"):
            self.wine.run("reg", "delete", classes, "/f", f"/reg:{view}")
        self.assertEqual(self.everything(), self.before)

    def test_for_one_user(self):
        self.run_driver("/RegServer", "/user")
        for clsid in CLSIDS.values():
            for view in ("64", "32"):
                key = f"HKCU\\Software\\Classes\\CLSID\\{clsid}\\LocalServer32"
                self.assertEqual(self.value(key, view=view), f'"{self.wine.windows_path(DRIVER)}"')
                self.assertIsNone(self.value(f"HKLM\\Software\\Classes\\CLSID\\{clsid}", view=view))
        self.assertEqual(self.value(self.profile(), view="32"), "FocuserLink")
        self.run_driver("/UnregServer", "/user")
        self.assertEqual(self.everything(), self.before)

    def test_other_options_are_explained(self):
        for options in ((), ("/Register",), ("/RegServer", "/all"), ("/RegServer", "/user", "/now")):
            self.assertIn("/UnregServer", self.run_driver(*options, code=2))
        self.assertEqual(self.everything(), self.before)


if __name__ == "__main__":
    unittest.main()
