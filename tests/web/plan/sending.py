"""What a browser would send for a form of the plan, as its page stands."""

from __future__ import annotations

from typing import Any

from tests.guards.page import Page, PageClient
from tests.web.record.browser import fields


def filled(client: PageClient, path: str, **values: Any) -> dict[str, Any]:
    """The fields of a page's form with these values in place of what stands there."""
    html = client.get(path).content.decode()
    return {**fields(html), **_selected(html), **values}


def send(client: PageClient, path: str, **values: Any) -> str:
    """Fill in a form and send it; returns where that leads."""
    data = filled(client, path, **values)
    answer = client.post(path, data)
    assert answer.status_code == 303
    return str(answer["Location"])


def step(name: str) -> str:
    """The name of a step's box."""
    return f"step-{name}"


def _selected(html: str) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for element in Page("/n/", html).find("select", "option"):
        if element.tag == "select":
            name = element.attrs["name"]
        elif "selected" in element.attrs:
            found[name] = element.attrs.get("value", "")
    return found
