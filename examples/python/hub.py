"""The hub, for the scripts beside this one: its Alpaca API over one connection, with nothing but Python's standard library."""

import http.client
import json
import os
import urllib.parse


class Focuser:
    """Focuser 0 of the hub at HOST:PORT, by default $FOCUSERLINK_HUB or the one on this computer. Errors raise RuntimeError."""

    def __init__(self, hub=None):
        self.connection = http.client.HTTPConnection(hub or os.environ.get("FOCUSERLINK_HUB", "127.0.0.1:11111"), timeout=10)
        self.put("connected", Connected="true")

    def get(self, member):
        self.connection.request("GET", f"/api/v1/focuser/0/{member}")
        return self._value()

    def put(self, member, **values):
        self.connection.request("PUT", f"/api/v1/focuser/0/{member}", urllib.parse.urlencode(values),
                                {"Content-Type": "application/x-www-form-urlencoded"})
        return self._value()

    def line(self, line):
        """The focuser's answer to one line of its own protocol."""
        return self.put("commandstring", Command=line, Raw="false")

    def _value(self):
        response = self.connection.getresponse()
        text = response.read().decode()
        if response.status != 200:
            raise RuntimeError(text)
        answer = json.loads(text)
        if answer["ErrorNumber"] != 0:
            raise RuntimeError(answer["ErrorMessage"])
        return answer.get("Value")
