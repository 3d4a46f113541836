"""A real browser for tests: headless Chromium through ChromeDriver's own HTTP protocol, no package needed."""

import base64
import json
import re
import shutil
import urllib.error
import urllib.request

from parts import Program, until

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
CONTROL, RELEASED = "\ue009", "\ue000"  # keys, as WebDriver spells them
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]


class Browser:
    """One window. Elements are named by CSS selector."""

    def __init__(self, folder, width=400, height=900):
        driver = shutil.which("chromedriver")
        assert driver, "chromedriver is missing: scripts/setup test"
        self.program = Program(driver, "--port=0", env={"HOME": str(folder)})
        started = until(lambda: [m for m in (re.search(r"successfully on port (\d+)", line) for line in list(self.program.lines)) if m],
                        "chromedriver to start")
        self.base = f"http://127.0.0.1:{started[-1][1]}"
        wanted = {"goog:chromeOptions": {"args": [*FLAGS, f"--user-data-dir={folder}/browser", f"--window-size={width},{height}"]}}
        self.session = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def _call(self, verb, path, body=None):
        request = urllib.request.Request(self.base + path, method=verb, headers={"Content-Type": "application/json"},
                                         data=None if body is None else json.dumps(body).encode())
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())["value"]
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"browser: {json.loads(refused.read())['value']['message']}") from None

    def _do(self, verb, path, body=None):
        return self._call(verb, f"/session/{self.session}{path}", body)

    def open(self, address):
        self._do("POST", "/url", {"url": address})

    def run(self, script, *arguments):
        return self._do("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def _find(self, selector):
        return self._do("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def click(self, selector):
        """As a hand does, which scrolls away from under what floats at the page's edge."""
        self.run("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
        self._do("POST", f"/element/{self._find(selector)}/click", {})

    def type(self, selector, text):
        """Replaces what the field holds, by hand: Ctrl-A and the new text. ChromeDriver's own clear is no typing: a page that
        refreshes what nobody types in would put the old text back before the new one comes."""
        self._do("POST", f"/element/{self._find(selector)}/value", {"text": f"{CONTROL}a{RELEASED}{text}"})

    def text(self, selector):
        return self.run("const e = document.querySelector(arguments[0]); return e ? e.textContent.trim() : null", selector)

    def accept(self):
        """Says yes to the question that the page asks."""
        self._do("POST", "/alert/accept", {})

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self._do("GET", "/screenshot")))

    def close(self):
        try:
            self._do("DELETE", "")
        finally:
            self.program.stop()
            self.program.process.stdout.close()
            self.program.process.stdin.close()
