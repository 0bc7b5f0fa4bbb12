"""Which files speak to a reader of the public half, whose pages stand in Welsh too."""

from __future__ import annotations

from pathlib import Path

import fourfold.web

WEB = Path(fourfold.web.__file__).resolve().parent
# Drawn on private pages only, which are in English.
PRIVATE = {
    *("private.html", "saved.html", "password.html"),
    *("own.py", "own_forms.py", "own_start.html", "own_page.html", "own_result.html"),
    *("own_broken.html", "own_helps.html", "own_letters.html", "own_line.html"),
}
PUBLIC = tuple(
    path
    for part in ("ui", "guidance", "support", "check", "orders", "feedback", "safety")
    for path in sorted((WEB / part).rglob("*"))
    if path.suffix in (".html", ".py") and path.name not in PRIVATE
)
