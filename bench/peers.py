"""Other people's servers, started on a port of their own for the length of a measurement."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import service

# One worker, as the service has one; no log, as the service writes none.
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
user {user};
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  types {{ text/html html; }}
  client_max_body_size 0; client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/a; fastcgi_temp_path {folder}/b;
  uwsgi_temp_path {folder}/c; scgi_temp_path {folder}/d;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/site;
    location /put/ {{ dav_methods PUT; create_full_put_path on; }}
  }}
}}
"""


@contextmanager
def nginx(folder: Path) -> Iterator[service.Service]:
    """nginx serving `folder`/site as static files, and taking files by PUT under /put/."""
    port = service.free_port()
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port, user=folder.owner()))
    yield from _run(port, ["nginx", "-c", str(config)], folder)


@contextmanager
def http_server(folder: Path) -> Iterator[service.Service]:
    """Python's own static server."""
    port = service.free_port()
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)]
    yield from _run(port, command, folder / "site")


def _run(port: int, command: list[str], folder: Path) -> Iterator[service.Service]:
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=service.PATHS
    )
    peer = service.Service(port, process)
    try:
        service.wait(peer, "/page.html")
        time.sleep(0.2)
        yield peer
    finally:
        service.stop(peer)
