"""Every address of the public half, and those that no other shows under another language."""

from __future__ import annotations

from fourfold.web.guidance import queries
from fourfold.web.guidance.urls import urlpatterns
from fourfold.web.support import queries as support
from fourfold.web.ui.language import language_of, without_language

# A leaflet is a file: its address holds its name.
EVERY = [f"/{each.pattern}" for each in urlpatterns if "<" not in str(each.pattern)]
EVERY += support.paths()


def is_own(path: str) -> bool:
    """Whether this address has words of its own: a Welsh one may show the English page."""
    slug, language = without_language(path).strip("/"), language_of(path)
    return queries.LIBRARY.find(slug) is None or queries.LIBRARY.find(slug, language) is not None


OWN = [path for path in EVERY if is_own(path)]

# One of each kind, for tests of what all pages have in common.
SAMPLE = [
    *("/", "/support", "/words", "/facts", "/laws", "/about", "/orders/", "/understand/signs"),
    *("/safer/device", "/privacy", "/orders/compare", "/cy/", "/cy/support", "/cy/words"),
    *("/cy/orders/restraining", "/cy/safer/phone", "/easy/", "/easy/words", "/easy/police"),
]
