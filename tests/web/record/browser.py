"""What a browser would send for the form on a page, as the page stands."""

from __future__ import annotations

from tests.guards.page import Page


def fields(html: str) -> dict[str, list[str]]:
    """The boxes, ticks and hidden fields of the page's forms, by name."""
    found: dict[str, list[str]] = {}
    for element in Page("/n/", html).find("input", "textarea"):
        name, kind = element.attrs.get("name", ""), element.attrs.get("type", "text")
        is_chosen = kind not in ("checkbox", "radio") or "checked" in element.attrs
        if element.tag == "textarea":
            found.setdefault(name, []).append(element.text.removeprefix("\n"))
        elif name and kind != "file" and is_chosen:
            default = "on" if kind == "checkbox" else ""
            found.setdefault(name, []).append(element.attrs.get("value", default))
    return found
