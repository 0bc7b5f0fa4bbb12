"""Which files speak to a reader of the public half, whose pages stand in Welsh too."""

from __future__ import annotations

from pathlib import Path

import fourfold.web

WEB = Path(fourfold.web.__file__).resolve().parent
# Drawn on private pages only, which are in English.
PRIVATE = {"private.html", "saved.html", "password.html"}
PUBLIC = tuple(
    path
    for part in ("ui", "guidance", "support", "check", "feedback", "safety")
    for path in sorted((WEB / part).rglob("*"))
    if path.suffix in (".html", ".py") and path.name not in PRIVATE
)
