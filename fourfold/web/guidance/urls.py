"""The public half, in every language: the paths come from the pages that there are."""

from django.urls import URLPattern, path

from fourfold.web.guidance import queries, views
from fourfold.web.ui.language import CODES, EASY, ENGLISH

app_name = "guidance"
# Shown inside other pages, or with more than a text alone.
NOT_PAGES = ("parts", "about")


def _everything(language: str) -> list[URLPattern]:
    """The addresses of one language; the names of the routes end with its code."""
    before = "" if language == ENGLISH else f"{language}/"
    slugs = {slug for slug, each in queries.LIBRARY.pages if each in (ENGLISH, language)}
    if language == EASY:
        slugs = {slug for slug, each in queries.LIBRARY.pages if each == EASY}
    return [
        path(before, views.start, name=f"start-{language}"),
        *(
            path(f"{before}{slug}", views.page, {"slug": slug}, name=f"{slug}-{language}")
            for slug in sorted(slugs)
            if slug.partition("/")[0] not in NOT_PAGES
        ),
    ]


def _lists(language: str) -> list[URLPattern]:
    before = "" if language == ENGLISH else f"{language}/"
    return [
        path(f"{before}support", views.support, name=f"support-{language}"),
        *(
            path(f"{before}{name}/", views.folder, {"folder": name}, name=f"{name}-{language}")
            for name in queries.FOLDERS
        ),
        path(f"{before}about", views.about, name=f"about-{language}"),
        path(f"{before}words", views.words, name=f"words-{language}"),
        path(f"{before}search", views.search, name=f"search-{language}"),
        path(f"{before}facts", views.facts, name=f"facts-{language}"),
        path(f"{before}leaflets", views.leaflet_list, name=f"leaflets-{language}"),
    ]


def _leaflet(language: str) -> URLPattern:
    before = "" if language == ENGLISH else f"{language}/"
    return path(f"{before}leaflets/<str:name>", views.leaflet, name=f"leaflet-{language}")


urlpatterns = [
    *(pattern for language in CODES for pattern in _everything(language)),
    *(pattern for language in CODES if language != EASY for pattern in _lists(language)),
    *(_leaflet(language) for language in CODES),
]
