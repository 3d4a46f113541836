"""Another maker's Alpaca server with one focuser."""

import http.server
import json
import threading
from urllib.parse import parse_qsl, urlsplit


class OtherServer(http.server.BaseHTTPRequestHandler):
    """`server.members` are what it has of the standard members."""

    def log_message(self, *_):
        pass

    def answer(self):
        path = urlsplit(self.path).path
        self.server.heard.append(f"{self.command} {path}")
        form = dict(parse_qsl(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()))
        member, members = path.split("/")[-1], self.server.members
        if self.command == "PUT" and member == "move":
            members["position"] = int(form["Position"])
        if self.command == "PUT" and member == "tempcomp":
            members["tempcomp"] = form["TempComp"].lower() == "true"
        values = {"/management/v1/description": {"ServerName": "Other", "Manufacturer": "Other\x1b[31m Maker"},
                  "/management/v1/configureddevices": [{"DeviceName": "OAG\x1b]0;x\x07", "DeviceType": "Focuser", "DeviceNumber": 0,
                                                        "UniqueID": "77aa"}]}
        values[path] = values.get(path, members.get(member))
        unknown = member in ("commandstring", "action", "temperature")
        body = json.dumps({"ErrorNumber": 0x400 if unknown else 0, "ErrorMessage": "no" if unknown else "",
                           "Value": values.get(path)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = answer


def serve(test, port=0, **members):
    """The server, which ends with the test; `heard` are its requests, `server_port` where it is."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), OtherServer)
    server.heard = []
    server.members = {"absolute": True, "name": "Somebody's\x1b[31m Focuser", "ismoving": False, "interfaceversion": 3,
                      "position": 4100, "maxstep": 7000, "tempcompavailable": True, "tempcomp": False, **members}
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    test.addCleanup(thread.join)
    test.addCleanup(server.server_close)
    test.addCleanup(server.shutdown)
    return server
