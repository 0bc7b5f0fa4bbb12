"""The self-check, in English and Welsh. Its addresses are numbers: none tells an answer."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from fourfold.web.check import queries, views
from fourfold.web.ui.language import ENGLISH, WELSH

app_name = "selfcheck"


def _addresses(language: str) -> Iterator[URLPattern]:
    """Those of one language; the names of the routes end with its code."""
    first = queries.START[language].lstrip("/")
    yield path(first, views.start, name=f"start-{language}")
    yield path(f"{first}/{queries.NOW}", views.now, name=f"now-{language}")
    yield path(f"{first}/{queries.GONE}", views.gone, name=f"gone-{language}")
    yield path(f"{first}/{queries.RESULT}", views.result, name=f"result-{language}")
    yield path(f"{first}/<int:place>", views.page, name=f"page-{language}")


urlpatterns = [each for language in (ENGLISH, WELSH) for each in _addresses(language)]
