"""A small, strict client of the INDI protocol, version 1.7. A thread of its own reads; every message is kept with the moment
it came (time.monotonic()). What breaks the protocol is kept in `errors`, which a test must find empty."""

import socket
import threading
import time
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from parts import DEADLINE

STATES = ("Idle", "Ok", "Busy", "Alert")
KINDS = ("Text", "Number", "Switch", "Light", "BLOB")


class Message:
    """One message from a driver. `elements` are strings as sent, except numbers: those are floats."""

    def __init__(self, node):
        self.when = time.monotonic()
        self.tag = node.tag
        self.device = node.get("device", "")
        self.name = node.get("name", "")
        self.state = node.get("state", "")
        self.words = node.get("message", "")
        self.attributes = dict(node.attrib)
        self.elements = {}
        self.details = {}
        for child in node:
            text = (child.text or "").strip()
            self.elements[child.get("name", "")] = float(text) if child.tag.endswith("Number") else text
            self.details[child.get("name", "")] = dict(child.attrib)

    def __repr__(self):
        return f"<{self.tag} {self.device}.{self.name} {self.state} {self.elements} {self.words}>"


class Property:
    """What a driver last said about one of its properties."""

    def __init__(self, message, kind):
        self.kind = kind
        self.attributes = message.attributes
        self.details = message.details
        self.elements = dict(message.elements)
        self.state = message.state


class Indi:
    """A client on indiserver's local socket `path`: over TCP it would hold a second message back until the first is acknowledged,
    up to 40 ms. `device` is the one meant wherever none is named."""

    def __init__(self, path, device="FocuserLink"):
        self.device = device
        self.messages = []
        self.properties = {}
        self.errors = []
        self.closed = False
        self._changed = threading.Condition()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(f"\0{path}")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.raw("<getProperties version='1.7'/>\n")

    def close(self):
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._reader.join(DEADLINE)
        self._socket.close()

    def raw(self, text):
        self._socket.sendall(text if isinstance(text, bytes) else text.encode())

    # What came

    def _read(self):
        parser = ElementTree.XMLPullParser(("start", "end"))
        parser.feed("<stream>")
        root, depth = None, 0
        while True:
            try:
                data = self._socket.recv(65536)
                parser.feed(data)
            except (OSError, ElementTree.ParseError) as failure:
                data = b""
                self.errors.append(f"unreadable: {failure}")
            with self._changed:
                for event, node in parser.read_events():
                    root = node if root is None else root
                    depth += 1 if event == "start" else -1
                    if event == "end" and depth == 1:
                        self._take(node)
                        root.clear()
                self.closed = not data
                self._changed.notify_all()
            if not data:
                return

    def _take(self, node):
        if node.tag.startswith("new"):
            return  # what other clients ask is passed on to all
        try:
            message = Message(node)
        except ValueError as failure:
            self.errors.append(f"{node.tag} {node.get('name')}: {failure}")
            return
        self.messages.append(message)
        key = (message.device, message.name)
        tag = message.tag
        if tag == "delProperty":
            gone = [k for k in self.properties if k[0] == message.device and (not message.name or k == key)]
            for k in gone:
                del self.properties[k]
        elif tag[:3] in ("def", "set") and tag[3:-6] in KINDS and tag.endswith("Vector"):
            self._take_vector(message, key, tag[3:-6])
        elif tag != "message":
            self.errors.append(f"unknown: {message}")

    def _take_vector(self, message, key, kind):
        known = self.properties.get(key)
        # libindi sends empty vectors of its own, and lights and BLOBs that say nothing new about their state.
        if message.state not in STATES and not (message.tag[:3] == "set" and not message.state):
            self.errors.append(f"no such state: {message}")
        if message.tag[:3] == "def":
            self.properties[key] = Property(message, kind)
            return
        if known is None:
            return  # defined before this client came, or deleted: for others
        if known.kind != kind or not set(message.elements) <= set(known.elements):
            self.errors.append(f"not as defined: {message}, defined {known.kind} {list(known.elements)}")
        known.elements.update(message.elements)
        known.state = message.state or known.state
        for name, detail in message.details.items():
            known.details.setdefault(name, {}).update(detail)

    # What is asked about it

    def until(self, condition, what, deadline=DEADLINE):
        """The first true value of `condition()`, looked at after every message; AssertionError naming `what`."""
        end = time.monotonic() + deadline
        with self._changed:
            while True:
                value = condition()
                if value:
                    return value
                left = end - time.monotonic()
                if self.closed or not self._changed.wait(min(left, 0.25)) and left <= 0:
                    last = [message for message in self.messages if message.device == self.device][-6:]
                    raise AssertionError(f"waited {deadline} s in vain for: {what}; last came {last}")

    def find(self, name, device=None):
        return self.properties.get((device or self.device, name))

    def property(self, name, device=None, deadline=DEADLINE):
        return self.until(lambda: self.find(name, device), f"a property {name}", deadline)

    def value(self, name, element, device=None):
        return self.property(name, device).elements[element]

    def state(self, name, device=None):
        return self.property(name, device).state

    def is_on(self, name, element, device=None):
        return self.value(name, element, device) == "On"

    def on(self, name, device=None):
        """The names of the switches that are on."""
        return [k for k, v in self.property(name, device).elements.items() if v == "On"]

    def mark(self):
        """A place in the stream of messages, for `since`."""
        return len(self.messages)

    def since(self, mark, name=None, device=None):
        return [m for m in self.messages[mark:] if m.device == (device or self.device) and name in (None, m.name)]

    def words_since(self, mark, device=None):
        """Everything said to people."""
        return "\n".join(m.words for m in self.since(mark, device=device) if m.words)

    # What is sent

    def set(self, property_name, to_device=None, **elements):
        """Sends new values of the elements named; the rest of the vector is not sent."""
        kind = self.property(property_name, to_device).kind
        rows = "".join(f"<one{kind} name={quoteattr(name)}>{escape(str(value))}</one{kind}>"
                       for name, value in elements.items())
        self.raw(f"<new{kind}Vector device={quoteattr(to_device or self.device)} name={quoteattr(property_name)}>"
                 f"{rows}</new{kind}Vector>\n")

    def ask(self, property_name, to_device=None, good=lambda message: True, deadline=DEADLINE, **elements):
        """Sends and gives the first answer about the property that is good."""
        mark = self.mark()
        self.set(property_name, to_device, **elements)

        def answer():
            return next((m for m in self.since(mark, property_name, to_device) if m.tag.startswith("set") and good(m)), None)

        return self.until(answer, f"an answer to {property_name} {elements}", deadline)

    def outcome(self, property_name, to_device=None, **elements):
        """Sends and gives the first answer about the property that is not Busy: how it ended."""
        return self.ask(property_name, to_device, lambda message: message.state != "Busy", **elements)

    def switch(self, property_name, element, to_device=None):
        """Turns one switch on and waits until the driver says that it is."""
        self.set(property_name, to_device, **{element: "On"})
        self.until(lambda: self.is_on(property_name, element, to_device), f"{property_name}.{element} to be on")
