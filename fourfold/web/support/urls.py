"""Where support is found, in every language."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from fourfold.web.guidance.queries import PREFIXES
from fourfold.web.support import views

app_name = "support"


def _addresses(language: str) -> Iterator[URLPattern]:
    before = f"{PREFIXES[language]}/support".lstrip("/")
    yield path(before, views.support, name=f"support-{language}")
    yield path(f"{before}/forces", views.forces, name=f"forces-{language}")
    yield path(f"{before}/near", views.near, name=f"near-{language}")
    yield path(f"{before}/near/<str:name>", views.sheet, name=f"sheet-{language}")


urlpatterns = [each for language in PREFIXES for each in _addresses(language)]
