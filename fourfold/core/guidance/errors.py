"""What can be wrong with a guidance page.

GuidanceError
├── BadPage         the text of one page breaks a rule: `code` says which, `detail` where
└── BadLibrary      pages that are right alone don't fit together
"""

from __future__ import annotations


class GuidanceError(Exception):
    """A code for programs, the page it is about and a detail for whoever mends it."""

    def __init__(self, code: str, page: str, detail: str = "") -> None:
        """Keep all three for whoever catches it."""
        super().__init__(code, page, detail)
        self.code = code
        self.page = page
        self.detail = detail


class BadPage(GuidanceError):
    """Codes: front-matter, dates, heading, html."""


class BadLibrary(GuidanceError):
    """Codes: twice, related, fact, word."""
