"""What can be wrong with a guidance page.

GuidanceError
├── BadPage         the text of one page breaks a rule: `code` says which, `detail` where
└── BadLibrary      a data file is no such file, or what is right alone doesn't fit together
"""

from __future__ import annotations


class GuidanceError(Exception):
    """A code for programs, what it is about (cy/safer/device, a fact's id) and a detail."""

    def __init__(self, code: str, page: str, detail: str = "") -> None:
        """Keep all three for whoever catches it."""
        super().__init__(code, page, detail)
        self.code = code
        self.page = page
        self.detail = detail


class BadPage(GuidanceError):
    """Codes: front-matter, dates, heading, html."""


class BadLibrary(GuidanceError):
    """Codes: data, twice, related, fact, word."""
