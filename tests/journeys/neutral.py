"""The neutral site that Exit leads to: another site, over https, reached by real navigation.

Its name leads to a port of this machine by a rule given to the browser, so no request is taken out
of the browser's hands on the way: the back/forward cache stays as people have it.
"""

from __future__ import annotations

import html
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

HOST = "weather.example"
ADDRESS = f"https://{HOST}/"
HEADING = "Dry with sunny spells"


@dataclass(frozen=True)
class Neutral:
    """Where it listens."""

    port: int

    @property
    def switch(self) -> str:
        """What tells a browser where the name leads."""
        return f"--host-resolver-rules=MAP {HOST} 127.0.0.1:{self.port}"


class Pages(BaseHTTPRequestHandler):
    """The weather; a form as most sites have it; a link to somewhere else."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        body = f"<!doctype html><title>Weather</title><h1>{HEADING}</h1>{content(asked)}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


def content(asked: SplitResult) -> str:
    path, query = asked.path, asked.query
    if path == "/form":
        return '<form><label>Town <textarea name="town"></textarea></label></form>'
    if path == "/link":
        to = html.escape(parse_qs(query)["to"][0])
        return f'<a href="{to}">Tomorrow</a>'
    return ""


@contextmanager
def serve(folder: Path) -> Iterator[Neutral]:
    key, certificate = folder / "neutral.key", folder / "neutral.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", key, "-out", certificate, "-subj", f"/CN={HOST}"),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Neutral(int(server.server_port))
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
