"""The servers that bench/run measures: started on free loopback ports, in folders of their own, ended at the end."""

import http.client
import json
import os
import pathlib
import shutil
import socket
import subprocess
import time

POSITION = "/api/v1/focuser/0/position"
LONG = 60  # s; what has not come by then never will


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, what, seconds=LONG):
    limit = time.monotonic() + seconds
    while True:
        try:
            result = condition()
            if result:
                return result
        except (OSError, http.client.HTTPException, ValueError):
            pass
        if time.monotonic() > limit:
            raise SystemExit(f"bench: {what} did not happen within {seconds} s")
        time.sleep(0.005)


def request(port, method, path, form="", timeout=LONG):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request(method, path, form or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def ask(port, member, method="GET", form=""):
    """An Alpaca request of focuser 0; its Value (None for a PUT). An Alpaca error is a ValueError."""
    status, body = request(port, method, "/api/v1/focuser/0/" + member, form)
    if status != 200:
        raise ValueError(f"{member}: HTTP {status} {body}")
    answer = json.loads(body)
    if answer["ErrorNumber"] != 0:
        raise ValueError(f"{member}: {answer['ErrorMessage']}")
    return answer.get("Value")


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def status_number(pid, key):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1])
    raise SystemExit(f"bench: no {key} for process {pid}")


class Server:
    """A process and its port; `pid` is the process that answers."""

    def __init__(self, name, command, port, **options):
        self.name, self.port = name, port
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, **options)
        self.pid = self.process.pid

    def wait(self, path=POSITION):
        wait_for(lambda: request(self.port, "GET", path)[0] == 200, f"an answer from {self.name}")
        return self

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_nginx(folder, body):
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    port = free_port()
    folder.mkdir()
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in
                        ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"""
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 90; {temporary}
  server {{ listen 127.0.0.1:{port} backlog=1024;
    location / {{ default_type application/json; return 200 '{body}'; }} }}
}}
""")
    server = Server("nginx", [program, "-p", str(folder), "-c", str(folder / "nginx.conf")], port).wait()
    children = pathlib.Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    server.pid = int(children[0])
    return server


def start_simulator(binary, folder):
    """The simulated focuser on a pty; its address is in `address`."""
    folder.mkdir()
    link = folder / "tty"
    server = Server("focuserlink-sim", [str(binary), "--link", str(link), "--eeprom", str(folder / "eeprom")], 0)
    wait_for(link.exists, "the simulated focuser's port")
    server.address = f"serial:{link}"
    return server


def hub_command(binary, folder, address, port):
    folder.mkdir(exist_ok=True)
    return [str(binary), "--config", str(folder / "hub.toml"), "--device", address, "--port", str(port),
            "--listen", "127.0.0.1", "--discovery-port", "0", "--log-level", "error"]


def hub_environment(folder):
    return dict(os.environ, HOME=str(folder), XDG_CONFIG_HOME=str(folder), XDG_STATE_HOME=str(folder),
                XDG_DATA_HOME=str(folder), XDG_DOCUMENTS_DIR=str(folder))


def start_hub(binary, folder, address):
    port = free_port()
    command = hub_command(binary, folder, address, port)
    server = Server("focuserlinkd", command, port, env=hub_environment(folder)).wait("/management/apiversions")
    wait_for(lambda: ask(port, "connected", "PUT", "Connected=true") is None, "a connected focuser")
    wait_for(lambda: ask(port, "position") is not None, "a position")
    return server
