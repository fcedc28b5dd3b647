"""nginx with the shipped configuration, started for real on a free port."""

from __future__ import annotations

import base64
import contextlib
import os
import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from helpers.dev_server import free_port, wait_for
from units import DEPLOY
from websockets.sync.client import connect

OPERATORS, VIEWERS, EVERYBODY = "dagster.example.org", "watch.example.org", "figures.example.org"
LOGIN = ("olga", "a long password")


class Proxy:
    """A running nginx with the shipped configuration."""

    def __init__(self, port: int, trusted: ssl.SSLContext) -> None:
        self.port, self.trusted = port, trusted

    def ask(
        self, host: str, path: str, *, login: tuple[str, str] | None = None,
        method: str = "GET", headers: dict[str, str] | None = None, body: Any = None,
    ) -> httpx.Response:  # fmt: skip
        return httpx.Client(verify=self.trusted).request(
            method, f"https://127.0.0.1:{self.port}{path}", auth=login, json=body,
            headers={"Host": host, **(headers or {})}, extensions={"sni_hostname": host}, timeout=30,
        )  # fmt: skip

    def websocket(self, login: tuple[str, str] | None, origin: str | None = None) -> Any:
        """A connection as the UI opens it, by default from a page of the UI itself."""
        host = f"{OPERATORS}:{self.port}"
        secret = base64.b64encode(":".join(login).encode()).decode() if login else ""
        return connect(
            f"wss://{host}/graphql", ssl=self.trusted,
            sock=socket.create_connection(("127.0.0.1", self.port)),
            subprotocols=["graphql-ws"], origin=origin or f"https://{host}",  # type: ignore[arg-type,list-item]
            additional_headers={"Authorization": f"Basic {secret}"} if login else {},
        )  # fmt: skip


def openssl(*arguments: str | Path) -> str:
    done = subprocess.run(["openssl", *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@contextlib.contextmanager
def proxy_over(folder: Path, place: Callable[[str], str]) -> Iterator[Proxy]:
    """A running nginx.

    Args:
        folder: where its files are written.
        place: the text of a file with its places and ports on this machine.
    """
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if nginx is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed: `apt-get install nginx-light openssl`")
    folder.mkdir()
    names = ",".join(f"DNS:{name}" for name in (OPERATORS, VIEWERS, EVERYBODY))
    openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test",
        "-addext", f"subjectAltName={names}",
        "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem",
    )  # fmt: skip
    line = f"{LOGIN[0]}:{openssl('passwd', '-6', LOGIN[1])}"
    for file in ("un-figures-operators", "un-figures-viewers"):
        (folder / file).write_text(line)
    port = free_port()

    def moved(text: str) -> str:
        text = place(text).replace("/etc/ssl/un-figures", str(folder))
        text = text.replace("/etc/nginx/un-figures", f"{folder}/un-figures")
        text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
        return text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")

    for file in DEPLOY.glob("nginx*.conf"):  # nginx-proxy.conf becomes un-figures-proxy.conf
        to = file.name.replace("nginx-", "un-figures-")
        (folder / to).write_text(moved(file.read_text(encoding="utf-8")))
    user = "user root;" if os.geteuid() == 0 else ""  # the folder of the test is of its user alone
    main = folder / "main.conf"
    main.write_text(
        f"{user} pid {folder}/pid; error_log {folder}/error.log; daemon off; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;"
        f" fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;"
        f" include {folder}/nginx.conf; }}\n"
    )
    command = [nginx, "-c", main, "-e", folder / "error.log"]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr
    process = subprocess.Popen(command)
    made = Proxy(port, ssl.create_default_context(cafile=folder / "fullchain.pem"))

    def answers() -> bool:
        assert process.poll() is None, (folder / "error.log").read_text()
        with contextlib.suppress(httpx.TransportError):
            return made.ask(EVERYBODY, "/nothing").status_code == 404
        return False

    try:
        wait_for(answers)
        yield made
    finally:
        process.terminate()
        process.wait()
