"""What operators see: counts and the service's own things, and nothing of anybody's record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from fourfold.data import conduct, forces, selfcheck
from fourfold.web.directory import actions as directory
from fourfold.web.directory import queries as kept
from fourfold.web.feedback import actions as feedback
from fourfold.web.feedback.models import Feedback
from fourfold.web.feedback.rows import Opinion
from fourfold.web.guidance import dates
from fourfold.web.guidance import queries as guidance
from fourfold.web.operator import queries
from fourfold.web.rules.catalogue import mark_of
from tests import make
from tests.cast import Member, Runner, make_member
from tests.guards.page import PageClient

pytestmark = pytest.mark.django_db
OF_RECORDS = re.compile(r'(?:FROM|JOIN|INTO|UPDATE) "(?:accounts|record|packs)_')
OF_SERVICES = ("/o/services/add", "/o/services/1/change", "/o/services/table")
OF_RULES = (
    *(f"/o/rules/{mark_of('R6-ARR')}/{what}" for what in ("off", "off/look", "on")),
    *("/o/holidays/add", "/o/holidays/2027-05-31/away", "/o/holidays/2027-05-31/undo"),
)
OF_FEEDBACK = ("operator:mark", "operator:erase")
OF_ONE_SERVICE = ("operator:service", "operator:service-change", "operator:service-verify")
OF_ONE_RULE = ("operator:rule", "operator:rule-off", "operator:rule-look", "operator:rule-on")
OF_ONE_DAY = ("operator:holiday-away", "operator:holiday-undo")


def routes() -> list[str]:
    """The name of every address for operators."""
    return [each for each in names(get_resolver()) if each.startswith("operator:")]


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from names(each, each.namespace or space)
        elif isinstance(each, URLPattern):
            yield f"{space}:{each.name}"


def answers(client: PageClient) -> Iterator[tuple[str, Any, bytes]]:
    """Every answer of every address for operators, asked with a number that there is."""
    feedback.say(Opinion("no", "of the service itself"), timezone.now())
    pk = Feedback.objects.latest("pk").pk
    directory.follow_release(timezone.now())
    for name in routes():
        if name == "operator:close":
            continue
        path = reverse(name, args=arguments(name, pk))
        for method in ("GET", "POST"):
            answer = client.generic(method, path)
            body = answer.getvalue() if answer.streaming else answer.content
            yield f"{method} {name}", answer, body


def arguments(name: str, feedback: int) -> list[int | str]:
    """What the address of a page names."""
    number = kept.all_kept()[0].number
    named: dict[str, list[int | str]] = {
        **{each: [feedback] for each in OF_FEEDBACK},
        **{each: [number] for each in OF_ONE_SERVICE},
        "operator:service-do": [number, "withdraw"],
        **{each: [mark_of("R6-ARR")] for each in OF_ONE_RULE},
        **{each: ["2027-05-31"] for each in OF_ONE_DAY},
        "operator:holiday-year": [2027],
    }
    return named.get(name, [])


@pytest.fixture
def with_notes(ada: Member) -> Member:
    """Ada, with something in every box that she could fill in."""
    owner = ada.owner
    file = make.kept_file(owner, make.jpeg(), "heron-lane.jpg")
    make.entry(
        owner,
        "kestrel marmalade",
        where="14 Heron Lane",
        feelings="observatory",
        witnesses=("Abernathy",),
        files=(file,),
        person="Blackthorn",
    )
    return ada


def test_nothing_of_adas_record_is_on_any_page_for_operators(
    with_notes: Member, dee: Runner
) -> None:
    record = with_notes.record
    hers = [
        *("kestrel", "marmalade", "heron", "observatory", "abernathy", "blackthorn", "blue stone"),
        *(record.pk.hex, str(record.pk), record.recipient),
    ]
    seen = set()
    for name, answer, body in answers(dee.client):
        seen.add(name)
        text = (body.decode() + repr(sorted(answer.headers.items()))).casefold()
        assert [each for each in hers if each.casefold() in text] == [], name
    assert {f"{method} {name}" for name in routes() for method in ("GET", "POST")} == seen | {
        "GET operator:close",
        "POST operator:close",
    }
    assert with_notes.client.get("/n/1").status_code == 200


def test_no_page_for_operators_asks_the_database_for_more_than_a_count_of_records(
    with_notes: Member, dee: Runner
) -> None:
    with CaptureQueriesContext(connection) as asked:
        list(answers(dee.client))
    of_records = [each["sql"] for each in asked.captured_queries if OF_RECORDS.search(each["sql"])]
    assert len(of_records) == 3
    assert [sql for sql in of_records if not sql.startswith("SELECT COUNT(*) AS")] == []


def test_answers_are_never_kept_nor_compressed(dee: Runner) -> None:
    for name, answer, _ in answers(dee.client):
        assert answer["Cache-Control"] == "no-store", name
        assert "Content-Encoding" not in answer.headers, name


def test_a_page_asks_for_its_token(dee: Runner) -> None:
    strict = PageClient(enforce_csrf_checks=True)
    strict.cookies = dee.client.cookies
    own = ("/o/open", "/o/close", "/o/feedback/1/mark", "/o/feedback/1/delete")
    for path in (*own, *OF_SERVICES, *OF_RULES):
        assert strict.post(path).status_code == 403, path
    assert dee.client.get("/o/").status_code == 200


def test_no_page_of_the_service_leads_to_the_operators(nobody: PageClient, ada: Member) -> None:
    for path in ("/", "/about", "/support", "/feedback", "/n/open", "/n/start"):
        assert 'href="/o/' not in nobody.get(path).content.decode()
    for path in ("/n/", "/n/settings"):
        assert 'href="/o/' not in ada.client.get(path).content.decode()


# ------------------------------------------------------------------ counts


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "fewer than 10"),
        (9, "fewer than 10"),
        (10, "10 or more"),
        (19, "10 or more"),
        (20, "20 or more"),
        (12345, "12340 or more"),
    ],
)
def test_a_count_of_people_is_only_rough(number: int, words: str) -> None:
    assert queries.roughly(number) == words


def test_one_more_persons_notes_change_no_number(ada: Member, dee: Runner) -> None:
    before = dee.client.get("/o/").content
    make_member("red field 56")
    make.entry(ada.owner)
    assert shown(dee.client.get("/o/").content) == shown(before)


def shown(page: bytes) -> list[bytes]:
    """A page without its tokens."""
    return [line for line in page.splitlines() if b"csrf" not in line]


def test_versions_are_not_counted_as_things_written_down(
    ada: Member, dee: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "roughly", str)
    number = make.entry(ada.owner)
    ada.client.post(f"/n/{number}/amend", make.amendment())
    found = queries.counts(timezone.now(), timezone.localdate())
    assert (found.records, found.entries, found.open_now) == ("1", "1", "1")


def test_what_waits_is_counted(dee: Runner) -> None:
    feedback.say(Opinion("no", ""), timezone.now())
    assert "1 new" in " ".join(dee.client.get("/o/").content.decode().split())


# ------------------------------------------------------------------ dates of facts


def test_everything_that_is_said_with_a_source_is_listed_with_its_days(dee: Runner) -> None:
    html = dee.client.get("/o/content").content.decode()
    for page in guidance.LIBRARY.pages.values():
        assert f"{page.about.review_by:%-d %B %Y}" in html
    found = dates.all_dates(date(2026, 11, 22))
    library = guidance.LIBRARY
    helplines = guidance.helplines(date(2026, 11, 22))
    sources = selfcheck.load().sources
    of_law = [row for _, rows in dates.laws(date(2026, 11, 22)) for row in rows]
    alike = {force.provenance for force in forces.load()}
    of_conduct = (conduct.load().law, conduct.load().letters)
    kinds = (
        library.pages,
        helplines,
        library.facts,
        library.words,
        sources,
        of_law,
        alike,
        of_conduct,
    )
    assert len(found) == sum(map(len, kinds))
    assert {each.name for each in helplines} <= {row.what for row in found}


def test_every_force_is_in_the_list_by_the_day_on_which_it_must_be_read_again() -> None:
    rows = [row for row in dates.all_dates(date(2026, 11, 22)) if row.what.startswith("Police fo")]
    assert sum(int(row.what.partition(": ")[2]) for row in rows) == len(forces.load())
    assert {row.review_by for row in rows} == {each.provenance.review_by for each in forces.load()}


def test_what_is_due_stands_first_and_is_counted(dee: Runner, monkeypatch: Any) -> None:
    first = min(row.review_by for row in dates.all_dates(date(2026, 11, 22)))
    day_after = first + timedelta(days=1)
    due = [row.is_due for row in dates.all_dates(day_after)]
    assert due[0]
    assert due == sorted(due, reverse=True)
    monkeypatch.setattr(timezone, "localdate", lambda: day_after)
    html = " ".join(dee.client.get("/o/content").content.decode().split())
    assert html.count("Check this") == sum(due)
    assert f"{sum(due)} " in html
