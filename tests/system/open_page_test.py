"""`focuserlinkd --open-page` while a hub runs already: that one's page is shown, and nobody else's."""

import http.server
import json
import os
import threading
import unittest

from parts import SystemTest, until


class OpenPage(SystemTest):
    def setUp(self):
        super().setUp()
        self.shown = self.folder / "shown"
        opener = self.folder / "bin" / "xdg-open"
        opener.parent.mkdir()
        opener.write_text(f'#!/bin/sh\necho "$1" >>{self.shown}\n')
        opener.chmod(0o755)
        self.env["PATH"] = f"{opener.parent}:{os.environ['PATH']}"

    def open_page(self, port, *arguments):
        """The exit code, and what was said."""
        program = self.start("focuserlinkd", "--port", port, "--discovery-port", 0, "--open-page", *arguments)
        code = program.process.wait(60)
        program.reader.join(60)
        return code, "\n".join(program.lines)

    def test_the_page_of_the_hub_that_runs(self):
        for listen in ("127.0.0.1", "127.0.0.2", "::1"):
            with self.subTest(listen=listen):
                self.shown.unlink(missing_ok=True)
                _, port = self.hub(arguments=("--listen", listen))
                code, words = self.open_page(port, "--listen", listen)
                self.assertEqual(code, 0, words)
                host = f"[{listen}]" if ":" in listen else listen
                until(lambda: self.shown.exists() and self.shown.read_text().endswith("\n"), "the page to be shown")
                self.assertEqual(self.shown.read_text(), f"http://{host}:{port}/setup\n")

    def test_a_stranger_on_the_port_has_no_page_of_ours(self):
        class Stranger(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = json.dumps({"Value": {"Manufacturer": "Somebody"}, "ErrorNumber": 0, "ErrorMessage": ""}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stranger)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        code, words = self.open_page(server.server_address[1])
        self.assertEqual(code, 1, words)
        self.assertIn("perhaps another hub runs already", words)
        self.assertFalse(self.shown.exists())


if __name__ == "__main__":
    unittest.main()
