"""The addresses of the service: people have some of them on paper and in bookmarks."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.guards.golden import same


def lines(resolver: URLResolver, before: str = "/", space: str = "") -> Iterator[str]:
    for item in resolver.url_patterns:
        path = before + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from lines(item, path, item.namespace or space)
        elif isinstance(item, URLPattern):
            yield f"{path}  {space}:{item.name}"


def test_an_address_that_goes_away_would_break_a_bookmark_so_keep_it_or_redirect_it() -> None:
    same("routes.txt", "\n".join(sorted(lines(get_resolver()))) + "\n")


def test_private_addresses_say_nothing_about_what_they_hold() -> None:
    telling = ("stalk", "harass", "police", "evidence", "abuse", "crime")
    private = [line for line in lines(get_resolver()) if line.startswith(("/n/", "/o/"))]
    assert private
    assert [line for line in private if any(word in line.split("  ")[0] for word in telling)] == []
