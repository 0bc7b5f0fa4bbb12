"""The chronology as one web page that fetches nothing and runs nothing.

It is built as a tree of elements, so that text can only ever be text, and it carries its own
content security policy: no script, no picture, no address is reached, whoever opens it.
"""

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element, tostring

from fourfold.render.view import (
    Chronology,
    ChronologyLine,
    CitedExhibit,
    EarlierVersion,
    Imprint,
    Telling,
)
from fourfold.render.wording import Wording

__all__ = ["chronology_html"]

Row = tuple[str, Element | str, str]
ENTRIES: Final = "entries"
# What XML 1.0 has no way to hold, and what would turn the words around it.
UNSAFE: Final = {
    point: f"[U+{point:04X}]"
    for point in (
        *(point for point in range(0x20) if point not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        *(0x2028, 0x2029),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        *(0xFFFE, 0xFFFF),
    )
}


def chronology_html(view: Chronology) -> bytes:
    """The chronology as a complete HTML document in UTF-8."""
    words = view.imprint.wording
    language = f"{words.language}-{words.region}"
    title = words.chronology_title
    return whole(element("html", head(title), _body(view, words), lang=language))


def whole(page: Element) -> bytes:
    """A page as a document in UTF-8."""
    html: bytes = tostring(page, encoding="utf-8", method="html")
    return b"<!DOCTYPE html>\n" + html + b"\n"


def element(name: str, /, *parts: Element | str, **attributes: str) -> Element:
    """An element holding texts and elements; a trailing underscore in an attribute is dropped."""
    made = Element(name, {key.rstrip("_"): value for key, value in attributes.items()})
    for part in parts:
        if isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + part.translate(UNSAFE)
        else:
            made.text = (made.text or "") + part.translate(UNSAFE)
    return made


def head(title: str) -> Element:
    """What a page says of itself: its title, its styles, and that nothing is to be fetched."""
    style = (
        files("fourfold.render").joinpath("templates", "chronology.css").read_text(encoding="utf-8")
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = Element("meta", {"http-equiv": "Content-Security-Policy"})
    policy.set("content", f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'")
    return element(
        "head",
        element("meta", charset="utf-8"),
        policy,
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", style),
    )


def _body(view: Chronology, words: Wording) -> Element:
    days = [
        part
        for day, lines in groupby(view.lines, key=lambda line: line.day)
        for part in (element("h2", day), *(_entry(line, words) for line in lines))
    ]
    return element(
        "body",
        element("a", words.skip, href=f"#{ENTRIES}", class_="skip"),
        element(
            "header",
            element("h1", words.chronology_title),
            element("p", words.chronology_lead),
            element("p", words.origin, class_="origin"),
            imprint_rows(view.imprint, view.span, words),
            *_labels(words),
        ),
        element("main", *(days or [element("p", words.empty)]), id=ENTRIES),
        element("footer", element("p", words.origin)),
    )


def imprint_rows(imprint: Imprint, span: str, words: Wording) -> Element:
    """What ties the page to its pack."""
    return rows(
        [
            (words.span, span, ""),
            (words.completeness, imprint.completeness, ""),
            (words.made, imprint.made_words, ""),
            (words.made_with, imprint.software, ""),
            (words.fingerprint, element("code", imprint.fingerprint), ""),
            (words.checkpoint, element("code", imprint.checkpoint), ""),
        ]
    )


def _labels(words: Wording) -> tuple[Element, Element]:
    meanings = (
        (words.label_account, words.labelled_account),
        (words.label_file, words.labelled_file),
        (words.label_software, words.labelled_software),
    )
    items = [element("li", element("strong", label), f": {said}") for label, said in meanings]
    return element("h2", words.how_labelled), element("ul", *items)


def _entry(line: ChronologyLine, words: Wording) -> Element:
    title = f"{words.entry.format(line.number)}: {line.kind}"
    amended = [element("p", element("em", words.amended.format(line.version)))]
    return element(
        "article",
        element("h3", title),
        *(amended if line.earlier else []),
        rows(
            [
                (words.when, line.telling.when, ""),
                *_told(line.telling, words),
                (words.police_reference, line.police_reference, ""),
                (words.added, line.added, words.label_software),
            ]
        ),
        *(_earlier(version, words) for version in line.earlier),
        id=f"entry-{line.number}",
    )


def _earlier(version: EarlierVersion, words: Wording) -> Element:
    return element(
        "article",
        element("h4", words.earlier_version.format(version.version)),
        rows(
            [
                (words.added, version.added, ""),
                (words.replaced, version.replaced, ""),
                (words.reason, version.reason or words.no_reason, ""),
                (words.when, version.telling.when, ""),
                *_told(version.telling, words),
            ]
        ),
    )


def _told(telling: Telling, words: Wording) -> list[Row]:
    exhibits = element("ul", *map(_citation, telling.exhibits)) if telling.exhibits else ""
    return [
        (words.account, prose(telling.account or words.nothing_written), words.label_account),
        (words.where, telling.where, ""),
        (words.feelings, prose(telling.feelings) if telling.feelings else "", ""),
        *((fact.name, fact.words, "") for fact in telling.facts),
        (words.exhibits, exhibits, words.label_file),
    ]


def _citation(exhibit: CitedExhibit) -> Element:
    about = f" ({exhibit.about})" if exhibit.about else ""
    name = element("bdi", exhibit.name)
    return element("li", element("strong", exhibit.ref), " ", name, about)


def prose(text: str) -> Element:
    """The owner's words: paragraphs at empty lines."""
    paragraphs = (part for part in text.split("\n\n") if part.strip())
    return element("div", *(element("p", part.strip("\n"), dir="auto") for part in paragraphs))


def rows(rows: Iterable[Row]) -> Element:
    """Names and what belongs to them; a row without words is left out."""
    return element("dl", *(_row(*row) for row in rows if row[1] != ""))


def _row(name: str, shown: Element | str, label: str) -> Element:
    value = element("dd", shown)
    if isinstance(shown, str):
        value.set("dir", "auto")
    if label:
        value.append(element("span", label, class_="label"))
    return element("div", element("dt", name), value)
