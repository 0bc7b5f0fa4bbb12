"""The public half, in every language: the paths come from the pages that there are."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from fourfold.web.guidance import queries, views
from fourfold.web.ui.language import EASY

app_name = "guidance"
LISTS = {
    "": views.start,
    "words": views.words,
    "facts": views.facts,
    "laws": views.laws,
    "leaflets": views.leaflet_list,
}


def _addresses(language: str) -> Iterator[URLPattern]:
    """Those of one language; the names of the routes end with its code."""
    before = f"{queries.PREFIXES[language]}/".lstrip("/")
    for each in queries.lists(language):
        name = f"{each.rstrip('/') or 'start'}-{language}"
        if each.endswith("/"):
            yield path(before + each, views.folder, {"folder": each.rstrip("/")}, name=name)
        else:
            yield path(before + each, LISTS[each], name=name)
    for slug in queries.texts(language):
        if slug == "about":
            yield path(before + slug, views.about, name=f"about-{language}")
        else:
            yield path(before + slug, views.page, {"slug": slug}, name=f"{slug}-{language}")
    if language != EASY:
        yield path(f"{before}search", views.search, name=f"search-{language}")
    yield path(f"{before}leaflets/<str:name>", views.leaflet, name=f"leaflet-{language}")


urlpatterns = [each for language in queries.PREFIXES for each in _addresses(language)]
