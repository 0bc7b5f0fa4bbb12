"""Which order could protect somebody: in English and Welsh, and from a record in English.

The addresses are numbers: none tells an answer.
"""

from collections.abc import Iterator

from django.urls import URLPattern, path

from fourfold.web.orders import own, queries, views
from fourfold.web.ui.language import ENGLISH, WELSH

app_name = "orders"
OWN = queries.OWN_START.lstrip("/")


def _addresses(language: str) -> Iterator[URLPattern]:
    """Those of one language; the names of the routes end with its code."""
    first = queries.START[language].lstrip("/")
    yield path(first, views.start, name=f"start-{language}")
    yield path(f"{first}/{queries.COMPARE}", views.compare, name=f"compare-{language}")
    yield path(f"{first}/{queries.GONE}", views.gone, name=f"gone-{language}")
    yield path(f"{first}/{queries.RESULT}", views.result, name=f"result-{language}")
    yield path(f"{first}/<int:place>", views.page, name=f"page-{language}")


urlpatterns = [
    *(each for language in (ENGLISH, WELSH) for each in _addresses(language)),
    path(OWN, own.start, name="start-own"),
    path(f"{OWN}/{queries.RESULT}", own.result, name="result-own"),
    path(f"{OWN}/<int:place>", own.page, name="page-own"),
]
