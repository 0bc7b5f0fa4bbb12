"""The service calls nobody: nothing in it can, and the tests run without a network."""

from __future__ import annotations

import ast
import socket
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

FOURFOLD = Path(__file__).resolve().parents[2] / "fourfold"
MODULES = sorted(FOURFOLD.rglob("*.py"))
CALLERS = (
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "xmlrpc",
    "django.core.mail",
)
# Who holds a socket for another reason: it shuts connections that came in and stand still, and it
# proves inside the sandbox that none can be made.
HOLDERS = {"web/project/stalled.py": "socket", "render/probe.py": "socket"}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def callers(path: Path) -> set[str]:
    return {
        name
        for name in imported(path)
        if any(name == each or name.startswith(each + ".") for each in CALLERS)
    }


def test_no_module_imports_what_could_call_out() -> None:
    found = {str(path.relative_to(FOURFOLD)): callers(path) for path in MODULES}
    assert {name: each for name, each in found.items() if each - {HOLDERS.get(name)}} == {}


def test_the_rule_sees_each_way_to_write_an_import(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    for line in ("import socket", "from urllib import request", "import http.client as c"):
        module.write_text(line)
        assert callers(module), line
    module.write_text("from urllib.parse import urlsplit\nfrom http import HTTPStatus")
    assert not callers(module)


@pytest.mark.parametrize("name", sorted(HOLDERS))
def test_who_holds_a_socket_connects_it_to_nothing(name: str) -> None:
    path = FOURFOLD / name
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert name == "render/probe.py" or not called & {
        "connect",
        "connect_ex",
        "sendto",
        "create_connection",
    }


def test_these_tests_have_no_network() -> None:
    with pytest.raises((SocketBlockedError, UserWarning)):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)
