"""What a request says about the browser: a few neutral words for the owner's own list."""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.utils.translation import gettext as _

BROWSERS = (
    ("Firefox", re.compile(r"Firefox/|FxiOS/")),
    ("Edge", re.compile(r"Edg(e|A|iOS)?/")),
    ("Opera", re.compile(r"OPR/|Opera")),
    ("Samsung Internet", re.compile(r"SamsungBrowser/")),
    ("Chrome", re.compile(r"Chrome/|CriOS/|Chromium/")),
    ("Safari", re.compile(r"Safari/")),
)
SYSTEMS = (
    ("Android", re.compile(r"Android")),
    ("iPhone", re.compile(r"iPhone")),
    ("iPad", re.compile(r"iPad")),
    ("Windows", re.compile(r"Windows")),
    ("Mac", re.compile(r"Macintosh")),
    ("Linux", re.compile(r"Linux|X11")),
)


def describe(request: HttpRequest) -> str:
    """Such as "Chrome, Android"; enough to tell her own phone from another."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for name, shape in BROWSERS if shape.search(agent)), _("another browser"))
    system = next((name for name, shape in SYSTEMS if shape.search(agent)), _("another device"))
    return f"{browser}, {system}"
