"""The orders of a pack and the times they were broken: as a PDF, and as a page like the others."""

from xml.etree.ElementTree import Element

from fourfold.render.chronology_html import ENTRIES, element, head, imprint_rows, prose, rows, whole
from fourfold.render.typeset import typeset
from fourfold.render.view import OrderHeld, Orders, OrderTerm, TimeBroken
from fourfold.render.wording import Wording

__all__ = ["orders_html", "orders_pdf"]


def orders_pdf(view: Orders) -> bytes:
    """The orders as PDF/A-2a and PDF/UA-1.

    Raises NotTypeset or JobFailed when it cannot be made.
    """
    return typeset("orders", view)


def orders_html(view: Orders) -> bytes:
    """The orders as a complete HTML document in UTF-8 that fetches nothing and runs nothing."""
    words = view.imprint.wording
    body = element(
        "body",
        element("a", words.skip, href=f"#{ENTRIES}", class_="skip"),
        element(
            "header",
            element("h1", words.orders_title),
            element("p", words.orders_lead),
            element("p", words.origin, class_="origin"),
            imprint_rows(view.imprint, "", words),
        ),
        element("main", *(_order(order, words) for order in view.orders), id=ENTRIES),
        element("footer", element("p", words.origin)),
    )
    language = f"{words.language}-{words.region}"
    return whole(element("html", head(words.orders_title), body, lang=language))


def _order(order: OrderHeld, words: Wording) -> Element:
    return element(
        "section",
        element("h2", words.order.format(order.kind, order.number)),
        rows([(fact.name, fact.words, "") for fact in order.facts]),
        *([] if order.terms else [element("p", words.no_terms)]),
        *(_term(term, words) for term in order.terms),
    )


def _term(term: OrderTerm, words: Wording) -> Element:
    return element(
        "article",
        element("h3", words.term),
        prose(term.words or words.nothing_written),
        *([element("p", element("em", words.taken_out))] if term.is_taken_out else []),
        _table(term.times, words) if term.times else element("p", words.never),
    )


def _table(times: tuple[TimeBroken, ...], words: Wording) -> Element:
    names = (words.when, words.what_happened, words.exhibits, words.reported_to)
    return element(
        "table",
        element("thead", element("tr", *(element("th", name, scope="col") for name in names))),
        element("tbody", *(_time(time, words) for time in times)),
    )


def _time(time: TimeBroken, words: Wording) -> Element:
    number = words.entry.format(time.number)
    told = [element("p", each, dir="auto") for each in time.told or (words.nothing_here,)]
    return element(
        "tr",
        element("td", element("p", time.when), element("p", time.timing, class_="label")),
        element(
            "td",
            element("p", time.words or words.nothing_written, dir="auto"),
            element("p", number, class_="label"),
        ),
        element("td", ", ".join(time.exhibits) or words.nothing_here),
        element("td", *told),
    )
