"""The hub, for the scripts beside this one: its Alpaca API over one connection, with nothing but Python's standard library."""

import http.client
import json
import os
import urllib.parse


class Focuser:
    """Focuser 0 of the hub at HOST:PORT, by default $FOCUSERLINK_HUB or the one on this computer. Errors raise RuntimeError."""

    def __init__(self, hub=None):
        self.connection = http.client.HTTPConnection(hub or os.environ.get("FOCUSERLINK_HUB", "127.0.0.1:11111"), timeout=10)
        self.connect()

    def connect(self):
        """May be called again at any time: after a hub has been started anew it has to be."""
        self.put("connected", Connected="true")

    def get(self, member):
        return self._ask("GET", member, None)

    def put(self, member, **values):
        return self._ask("PUT", member, urllib.parse.urlencode(values))

    def line(self, line):
        """The focuser's answer to one line of its own protocol."""
        return self.put("commandstring", Command=line, Raw="false")

    def _ask(self, verb, member, form):
        try:
            try:
                status, text = self._exchange(verb, member, form)
            except ConnectionError:  # the hub closes a connection that has been idle for two minutes
                status, text = self._exchange(verb, member, form)
        except (OSError, http.client.HTTPException) as error:
            raise RuntimeError(f"The hub does not answer: {error}") from error
        if status != 200:
            raise RuntimeError(text)
        answer = json.loads(text)
        if answer["ErrorNumber"] != 0:
            raise RuntimeError(answer["ErrorMessage"])
        return answer.get("Value")

    def _exchange(self, verb, member, form):
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
        try:
            self.connection.request(verb, f"/api/v1/focuser/0/{member}", form, kind)
            response = self.connection.getresponse()
            return response.status, response.read().decode()
        except (OSError, http.client.HTTPException):
            self.connection.close()  # the next request opens a new one
            raise
