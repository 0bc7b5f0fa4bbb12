"""Services as rows of words: everything comes back as it was, and what cannot be is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status
from fourfold.core.kernel.text import clean
from fourfold.core.support import columns
from fourfold.core.support.columns import Fault, Refused, Rules, from_cells, to_cells
from fourfold.core.support.hours import Opening
from fourfold.core.support.service import Audience, Need, Service

TODAY = date(2026, 12, 1)
LAWS = {
    "kent": Jurisdiction.ENGLAND_AND_WALES,
    "gwent": Jurisdiction.ENGLAND_AND_WALES,
    "scotland": Jurisdiction.SCOTLAND,
}
RULES = Rules(LAWS, frozenset({"08088029999"}), TODAY)
ROW = {
    "id": "kent-victims",
    "name": "Kent Victims",
    "need": "any-crime",
    "who": "Anyone affected by crime in Kent.",
    "number": "0808 168 9276",
    "site": "https://www.example.org/victims",
    "forces": "kent",
    "jurisdiction": "england-and-wales",
    "source": "example.org, 1 December 2026",
    "checked": "2026-12-01",
    "review_by": "2027-03-01",
}


def faults(**changed: str) -> tuple[Fault, ...]:
    with pytest.raises(Refused) as refused:
        from_cells(ROW | changed, RULES)
    return refused.value.faults


def test_a_row_becomes_a_service() -> None:
    assert from_cells(ROW, RULES) == Service(
        id="kent-victims",
        name="Kent Victims",
        need=Need.ANY_CRIME,
        who="Anyone affected by crime in Kent.",
        number="0808 168 9276",
        site="https://www.example.org/victims",
        forces=("kent",),
        provenance=Provenance(
            "example.org, 1 December 2026",
            Status.SOURCE,
            Jurisdiction.ENGLAND_AND_WALES,
            TODAY,
            date(2027, 3, 1),
        ),
    )


@pytest.mark.parametrize(
    ("column", "said", "code", "detail"),
    [
        ("id", "", "missing", ""),
        ("id", "Kent", "id", ""),
        ("id", "kent--victims", "id", ""),
        ("id", "k" * 81, "id", ""),
        ("name", " ", "missing", ""),
        ("name", "n" * 151, "long", "150"),
        ("need", "", "missing", ""),
        ("need", "money", "need", "money"),
        ("who", "", "missing", ""),
        ("number", "0808 168 927", "phone", ""),
        ("number", "0909 879 0000", "phone-dear", ""),
        ("number", "0808 80 29 999", "retired", ""),
        ("text", "0808 802 9999", "retired", ""),
        ("site", "http://www.example.org", "site", ""),
        ("site", "https://localhost", "site", ""),
        ("site", "https://user@example.org", "site", ""),
        ("site", "https://192.0.2.1/", "site", ""),
        ("site", "https://example.org/a b", "site", ""),
        ("site", 'https://example.org/"onclick', "site", ""),
        ("site", "javascript:alert(1)", "site", ""),
        ("forces", "kent; atlantis", "force", "atlantis"),
        ("forces", "scotland", "force-law", "scotland"),
        ("jurisdiction", "", "missing", ""),
        ("jurisdiction", "france", "jurisdiction", "france"),
        ("audiences", "women; martians", "audience", "martians"),
        ("day_and_night", "perhaps", "flag", "perhaps"),
        ("old_number", "1", "flag", "1"),
        ("source", "", "missing", ""),
        ("checked", "", "missing", ""),
        ("checked", "yesterday", "day", "yesterday"),
        ("checked", "2026-02-30", "day", "2026-02-30"),
        ("checked", "2026-12-02", "future", ""),
        ("review_by", "2026-12-01", "review-early", ""),
        ("review_by", "2027-12-03", "review-late", ""),
        ("verified_on", "2026-12-02", "future", ""),
        ("contract_end", "2027-13-01", "day", "2027-13-01"),
        ("hours", "Mon 09:30", "hours", "09:30"),
        ("hours", "Mon 16:00-09:30", "hours", "16:00-09:30"),
        ("hours", "Mon 09:30-25:00", "hours", "09:30-25:00"),
        ("hours", "Mon 09:61-10:00", "hours", "09:61-10:00"),
        ("hours", "Someday 09:00-10:00", "hours", "Someday 09:00-10:00"),
        ("hours", "Tue 09:00-10:00; Mon 09:00-10:00", "hours-order", ""),
        ("hours", "Mon 09:00-12:00, 11:00-13:00", "hours-order", ""),
        ("hours", "Mon 09:00-12:00", "hours-unverified", ""),
        ("note", "n" * 2001, "long", "2000"),
    ],
)
def test_what_cannot_be_is_refused_with_its_column(
    column: str, said: str, code: str, detail: str
) -> None:
    assert faults(**{column: said}) == (Fault(column, code, detail),)


def test_every_fault_of_a_row_is_told_at_once() -> None:
    found = faults(name="", number="1", site="x")
    assert [(each.column, each.code) for each in found] == [
        ("name", "missing"),
        ("number", "phone"),
        ("site", "site"),
    ]


def test_hours_and_day_and_night_do_not_go_together() -> None:
    found = faults(day_and_night="yes", hours="Mon 09:00-12:00", verified_on="2026-12-01")
    assert found == (Fault("hours", "hours-always"),)


@pytest.mark.parametrize(
    ("named", "wrong"), [("welsh_name", "welsh_source"), ("welsh_source", "welsh_name")]
)
def test_a_welsh_name_comes_with_its_source(named: str, wrong: str) -> None:
    assert faults(**{named: "Dioddefwyr Caint"}) == (Fault(wrong, "welsh"),)


def test_a_service_of_the_whole_uk_may_name_any_force() -> None:
    row = ROW | {"jurisdiction": "united-kingdom", "forces": "kent; scotland; kent"}
    assert from_cells(row, RULES).forces == ("kent", "scotland")


def test_hours_are_read_as_people_write_them() -> None:
    row = ROW | {
        "verified_on": "2026-12-01",
        "hours": "Mon 9.30-12:00, 13:00 - 16:00;Sat 0:00-24:00",
    }
    row["hours"] = row["hours"].replace(" - ", "-")
    assert from_cells(row, RULES).hours == (
        Opening(0, "09:30", "12:00"),
        Opening(0, "13:00", "16:00"),
        Opening(5, "00:00", "24:00"),
    )


def test_a_day_may_come_from_three_boxes() -> None:
    assert from_cells(ROW | {"checked": "2026-12-1"}, RULES).provenance.checked == TODAY


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(clean).map(str.strip)
needed = words.filter(bool)
times = st.sampled_from(["00:00", "09:30", "12:00", "16:45", "23:59", "24:00"])
spans = st.lists(times, min_size=2, max_size=2, unique=True).map(sorted)
hours = st.dictionaries(st.integers(0, 6), spans, max_size=7).map(
    lambda found: tuple(Opening(day, *found[day]) for day in sorted(found))
)
days = st.dates(date(2020, 1, 1), TODAY)


@st.composite
def services(draw: st.DrawFn) -> Service:
    verified = draw(st.none() | days)
    is_open = draw(st.booleans())
    welsh = draw(st.none() | st.tuples(needed, needed)) or ("", "")
    checked = draw(days)
    return Service(
        id=draw(st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True)),
        name=draw(needed),
        need=draw(st.sampled_from(Need)),
        who=draw(needed),
        number=draw(st.sampled_from(["", "0808 80 10 800", "116 123", "01606 366336"])),
        text=draw(st.sampled_from(["", "07860 077333"])),
        site=draw(st.sampled_from(["", "https://www.example.org/a/b?c=d#e"])),
        forces=tuple(draw(st.sets(st.sampled_from(["kent", "gwent"])))),
        audiences=tuple(draw(st.sets(st.sampled_from(Audience)))),
        is_always_open=is_open,
        hours=draw(hours) if verified and not is_open else (),
        verified_on=verified,
        contract_end=draw(st.none() | st.dates()),
        is_old=draw(st.booleans()),
        is_withdrawn=draw(st.booleans()),
        note=draw(words),
        cy=welsh[0],
        cy_source=welsh[1],
        provenance=Provenance(
            draw(needed),
            Status.SOURCE,
            Jurisdiction.ENGLAND_AND_WALES,
            checked,
            checked + timedelta(days=draw(st.integers(1, 366))),
        ),
    )


@given(services())
def test_every_service_comes_back_from_its_words(service: Service) -> None:
    cells = to_cells(service)
    assert tuple(cells) == columns.COLUMNS
    assert from_cells(cells, RULES) == service


@given(st.dictionaries(st.sampled_from(columns.COLUMNS), st.text()))
def test_any_words_are_a_service_or_are_refused_with_a_reason(cells: dict[str, str]) -> None:
    try:
        from_cells(ROW | cells, RULES)
    except Refused as refused:
        assert refused.faults  # noqa: PT017
