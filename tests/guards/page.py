"""A test client that checks every page it fetches, so that each web test guards the house rules.

    page = PageClient().get("/support")

A page that breaks a rule fails the test that fetched it, with every broken rule in the message.
The rules are the functions in RULES; each takes a `Page` and yields what is wrong with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import Resolver404, get_urlconf, resolve

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
VOID = {
    "area",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
SHAPES = {"path", "rect", "circle", "line", "polygon", "polyline", "use", "ellipse"}
CONTROLS = {"input", "select", "textarea"}
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "srcset", "xlink:href")
OUTSIDE = re.compile(r"\s*([a-z][a-z0-9+.-]*:)?//", re.I)
TELLING = re.compile(r"stalk|harass|abus|victim|threat|crime|polic|court|evidence", re.I)
PRIVATE = ("/n/", "/o/")
NOT_OUR_WORDS = ("This field is required.", "Enter a valid", "Select a valid choice")


@dataclass
class Element:
    """One start tag, with the text inside it: the pieces of its page from `first` to `last`."""

    tag: str
    attrs: dict[str, str]
    inside: tuple[str, ...]
    form: Element | None
    pieces: list[str]
    first: int
    last: int | None = None

    @cached_property
    def text(self) -> str:
        """All text from here to the end tag."""
        return "".join(self.pieces[self.first : self.last])

    def has(self, name: str, token: str) -> bool:
        """Whether `token` is one of the words of attribute `name`."""
        return token in self.attrs.get(name, "").split()


class Reader(HTMLParser):
    """Reads the elements of a page in order, and what is not closed or closed twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.unbalanced: list[str] = []
        self._open: list[Element] = []
        self._pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if len(values) < len(attrs):
            names = Counter(name for name, _ in attrs)
            self.unbalanced += [f"<{tag}> has two {name}" for name, n in names.items() if n > 1]
        parent = self._open[-1] if self._open else None
        inside = (*parent.inside, parent.tag) if parent else ()
        form = parent.form or (parent if parent.tag == "form" else None) if parent else None
        element = Element(tag, values, inside, form, self._pieces, len(self._pieces))
        self.elements.append(element)
        if tag in VOID or tag in SHAPES:
            element.last = element.first
        else:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag in SHAPES:
            return
        if self._open and self._open[-1].tag == tag:
            self._open.pop().last = len(self._pieces)
        else:
            self.unbalanced.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self._pieces.append(data)

    def end(self) -> None:
        """Nothing follows."""
        self.unbalanced += [f"<{element.tag}> is never closed" for element in self._open]


@lru_cache(maxsize=128)
def read(html: str) -> Reader:
    """What stands in a page. Tests fetch the same pages again and again, and read them again."""
    reader = Reader()
    reader.feed(html)
    reader.end()
    return reader


@dataclass
class Page:
    """A parsed page: its elements in order, and its path and headers."""

    path: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)

    @cached_property
    def elements(self) -> list[Element]:
        return read(self.html).elements

    @property
    def unbalanced(self) -> list[str]:
        return read(self.html).unbalanced

    @property
    def is_private(self) -> bool:
        return self.path.startswith(PRIVATE)

    @property
    def ids(self) -> list[str]:
        return [element.attrs["id"] for element in self.elements if "id" in element.attrs]

    def find(self, *tags: str) -> list[Element]:
        """All elements with one of these tags, in order."""
        return [element for element in self.elements if element.tag in tags]


Rule = Callable[[Page], Iterator[str]]


def is_well_formed(page: Page) -> Iterator[str]:
    yield from page.unbalanced
    if not page.html.lstrip().lower().startswith("<!doctype html>"):
        yield "no doctype"
    yield from (f"id {name!r} is there {n} times" for name, n in Counter(page.ids).items() if n > 1)


def has_language_title_and_one_heading(page: Page) -> Iterator[str]:
    (root,) = page.find("html")
    if root.attrs.get("lang", "").lower() not in ("en", "en-gb", "cy"):
        yield f"lang is {root.attrs.get('lang')!r}"
    headings = [element for element in page.find("h1") if element.text.strip()]
    if len(headings) != 1 or len(page.find("h1")) != 1:
        yield f"{len(headings)} h1"
    titles = [element.text.strip() for element in page.find("title") if "svg" not in element.inside]
    if len(titles) != 1 or not titles[0].strip(" –"):
        yield f"title {titles}"
    elif has_error_summary(page) and not titles[0].startswith(("Error:", "Gwall:")):
        yield "the title does not say that there is an error"


def headings_do_not_skip(page: Page) -> Iterator[str]:
    before = 0
    for element in page.find("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(element.tag[1])
        # A list of problems stands above the heading of the page, as the Design System has it.
        if level > before + 1 and before:
            yield f"h{before} is followed by <{element.tag}> {element.text.strip()!r}"
        before = max(level, 1)


def skip_link_then_exit_come_first(page: Page) -> Iterator[str]:
    stops = [element for element in page.elements if is_a_tab_stop(element)]
    if len(stops) < 2:
        yield "no skip link and Exit"
        return
    skip, leave = stops[:2]
    if skip.attrs.get("href") != "#main-content" or "main-content" not in page.ids:
        yield "the first tab stop is not the skip link"
    if leave.attrs.get("href") != "/leave" or leave.attrs.get("rel") != "nofollow noreferrer":
        yield "the second tab stop is not the plain link that leaves"
    if "target" in leave.attrs:
        yield "Exit must not open another tab"


def is_a_tab_stop(element: Element) -> bool:
    if element.tag == "input":
        return element.attrs.get("type") != "hidden"
    if element.tag == "a":
        return "href" in element.attrs
    return element.tag in ("button", "select", "textarea", "summary") or (
        element.attrs.get("tabindex", "-1") != "-1"
    )


def has_one_main_part(page: Page) -> Iterator[str]:
    if [element.attrs.get("id") for element in page.find("main")] != ["main-content"]:
        yield "not exactly one <main id=main-content>"


def every_control_has_a_label(page: Page) -> Iterator[str]:
    labelled = {element.attrs.get("for") for element in page.find("label") if element.text.strip()}
    for element in page.find(*CONTROLS):
        if element.attrs.get("type") == "hidden":
            continue
        named = "aria-label" in element.attrs or "aria-labelledby" in element.attrs
        if element.attrs.get("id") not in labelled and not named:
            yield f"<{element.tag} name={element.attrs.get('name')!r}> has no label"
    for element in page.find("button"):
        if not element.text.strip() and "aria-label" not in element.attrs:
            yield "a button without words"


def every_reference_hits_an_id(page: Page) -> Iterator[str]:
    ids = set(page.ids)
    for element in page.elements:
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for wanted in element.attrs.get(name, "").split():
                if wanted not in ids:
                    yield f"<{element.tag} {name}={wanted!r}> points at nothing"
        target = element.attrs.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            yield f"the link to {target!r} leads nowhere"


def error_summary_links_to_controls(page: Page) -> Iterator[str]:
    controls = {element.attrs.get("id") for element in page.find(*CONTROLS)}
    in_summary = False
    for element in page.elements:
        in_summary = in_summary or element.has("class", "govuk-error-summary")
        if element.tag == "h1":
            return
        target = element.attrs.get("href", "")
        if in_summary and element.tag == "a" and target[1:] not in controls:
            yield f"the error summary links to {target!r}, which is no control"


def has_error_summary(page: Page) -> bool:
    return any(element.has("class", "govuk-error-summary") for element in page.elements)


def loads_nothing_from_elsewhere(page: Page) -> Iterator[str]:
    for element in page.elements:
        for name in ADDRESSES:
            address = element.attrs.get(name, "")
            if OUTSIDE.match(address) and not is_an_official_link(page, element):
                yield f"<{element.tag} {name}={address!r}> leads outside"


def is_an_official_link(page: Page, element: Element) -> bool:
    """A link that guidance marks as leading to somebody else's site, which is told nothing."""
    is_marked = element.has("class", "app-official") and element.has("rel", "noreferrer")
    is_https = element.attrs["href"].startswith("https://") if "href" in element.attrs else False
    return element.tag == "a" and is_marked and is_https and not page.is_private


def holds_nothing_inline(page: Page) -> Iterator[str]:
    for element in page.elements:
        if element.tag == "style" or "style" in element.attrs:
            yield f"inline style on <{element.tag}>"
        if element.tag == "script" and (element.text.strip() or "src" not in element.attrs):
            yield "inline script"
        if element.tag == "meta" and element.attrs.get("http-equiv", "").lower() == "refresh":
            yield "the page moves by itself"
        for name, value in element.attrs.items():
            is_script = value.strip().lower().startswith(("javascript:", "data:"))
            # What somebody typed into a box runs nothing, whatever it is.
            if name.startswith("on") or (is_script and name != "value"):
                yield f"{name}={value!r} on <{element.tag}>"


def has_strict_headers(page: Page) -> Iterator[str]:
    if page.headers.get("content-security-policy") != POLICY:
        yield f"policy {page.headers.get('content-security-policy')!r}"
    if page.headers.get("cache-control") != "no-store":
        yield f"Cache-Control {page.headers.get('cache-control')!r}"
    if page.headers.get("content-type") != "text/html; charset=utf-8":
        yield f"Content-Type {page.headers.get('content-type')!r}"


def forms_leave_nothing_behind(page: Page) -> Iterator[str]:
    for form in page.find("form"):
        if page.is_private and form.attrs.get("autocomplete") != "off":
            yield "a private form without autocomplete=off"
        if form.attrs.get("method", "get").lower() != "post":
            yield from (
                f"what is typed into {element.attrs.get('name')!r} would stand in the address"
                for element in page.find("input", "textarea")
                if element.form is form and is_typed_into(element)
            )


def is_typed_into(element: Element) -> bool:
    kind = element.attrs.get("type", "text")
    return kind not in ("hidden", "radio", "checkbox", "submit")


def errors_are_worded_by_us(page: Page) -> Iterator[str]:
    for element in page.find(*CONTROLS):
        for name in ("required", "pattern", "min", "max", "minlength"):
            if name in element.attrs:
                yield f"{name} on {element.attrs.get('name')!r}: the browser would word the error"
    yield from (f"Django's own message {words!r}" for words in NOT_OUR_WORDS if words in page.html)


def private_pages_tell_nothing(page: Page) -> Iterator[str]:
    if not page.is_private:
        return
    title = page.find("title")[0].text
    if TELLING.search(title) or TELLING.search(page.path):
        yield f"title {title!r} or path {page.path!r} says what this is about"


def links_lead_somewhere(page: Page) -> Iterator[str]:
    for element in page.find("a", "form", "link", "script", "img"):
        for name in ("href", "src", "action"):
            path = urlsplit(element.attrs.get(name, "")).path
            if not path.startswith("/") or OUTSIDE.match(element.attrs[name]):
                continue
            if not leads(path, get_urlconf() or settings.ROOT_URLCONF):
                yield f"<{element.tag} {name}={path!r}> leads to no page of ours"


@cache
def leads(path: str, routes: str) -> bool:
    """Whether one of our routes or files answers to this path."""
    if path.startswith("/static/"):
        plain = re.sub(r"\.[0-9a-f]{12}(\.\w+)$", r"\1", path.removeprefix("/static/"))
        return finders.find(plain) is not None
    try:
        resolve(path, routes)
    except Resolver404:
        return False
    return True


RULES: tuple[Rule, ...] = (
    is_well_formed,
    has_language_title_and_one_heading,
    headings_do_not_skip,
    skip_link_then_exit_come_first,
    has_one_main_part,
    every_control_has_a_label,
    every_reference_hits_an_id,
    error_summary_links_to_controls,
    errors_are_worded_by_us,
    loads_nothing_from_elsewhere,
    holds_nothing_inline,
    has_strict_headers,
    forms_leave_nothing_behind,
    private_pages_tell_nothing,
    links_lead_somewhere,
)


def problems(page: Page) -> list[str]:
    """Everything that is wrong with a page, in the words of the rules."""
    return [f"{rule.__name__}: {problem}" for rule in RULES for problem in rule(page)]


@lru_cache(maxsize=512)
def problems_of(path: str, html: str, headers: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The same of an answer: equal ones are looked over once."""
    return tuple(problems(Page(path, html, dict(headers))))


class PageClient(Client):
    """Django's test client, as strict as our own pages have to be.

    It says, as a browser does, that its requests come from our own pages.
    """

    def __init__(self, **options: Any) -> None:
        headers = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
        super().__init__(headers=headers | (options.pop("headers", None) or {}), **options)

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        path, method = request.get("PATH_INFO", "/"), request.get("REQUEST_METHOD", "GET")
        check_answer(response, path, method)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            headers = {name.lower(): value for name, value in response.headers.items()}
            if response.content or (response.status_code == 200 and method != "HEAD"):
                found = problems_of(path, response.content.decode(), tuple(headers.items()))
                assert not found, "\n".join([f"{method} {path}", *found])
        return response


def check_answer(response: Any, path: str, method: str) -> None:
    """A POST never answers with a page or a 302; reading a public page leaves no cookie."""
    if method == "POST":
        assert response.status_code != 302, f"POST {path} answers 302, not 303"
        is_page = response.get("Content-Type", "").startswith("text/html")
        assert response.status_code != 200 or not is_page, f"POST {path} answers with a page"
    elif not path.startswith(PRIVATE) and path != "/leave":
        assert not response.cookies, f"GET {path} sets {list(response.cookies)}"
