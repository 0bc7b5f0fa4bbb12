"""The order in which entries are printed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourfold.core.kernel.when import When
from fourfold.core.record.chronology import arrange, heading
from fourfold.core.record.entry import Entry, Incident
from tests.core.kernel.generate import whens
from tests.deep import cases


def entry(number: int, when: When, version: int = 1) -> Entry:
    return Entry(
        number=number,
        id=f"{number:032x}",
        version=version,
        added="2026-11-22T07:00:00Z",
        body=Incident(what=f"version {version}", when=when),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-14T21:05:09", "2026-03-14"),
        ("2026-03-14~", "2026-03-14"),
        ("2026-03-14T21:05/2026-03-20", "2026-03-14"),
        ("2026-03~/..", "2026-03"),
        ("2026-03", "2026-03"),
        ("2026~", "2026"),
        ("XXXX", "XXXX"),
    ],
)
def test_a_time_stands_under_the_day_month_or_year_that_it_begins_with(
    text: str, expected: str
) -> None:
    assert heading(When(text)) == expected


def test_less_exact_times_stand_before_the_first_day_they_cover_and_no_date_last() -> None:
    texts = [
        "XXXX",
        "2026-03-01T09:00",
        "2026-03-01",
        "2026-03-01/2026-03-09",
        "2026-03/..",
        "2026-03",
        "2026",
        "2026-01-01T00:00",
        "2025-12-31T23:59",
    ]
    groups = arrange(entry(number, When(text)) for number, text in enumerate(texts, start=1))
    shown = [(each.heading, [item.entry.when.text for item in each.items]) for each in groups]
    assert shown == [
        ("2025-12-31", ["2025-12-31T23:59"]),
        ("2026", ["2026"]),
        ("2026-01-01", ["2026-01-01T00:00"]),
        ("2026-03", ["2026-03/..", "2026-03"]),
        ("2026-03-01", ["2026-03-01/2026-03-09", "2026-03-01", "2026-03-01T09:00"]),
        ("XXXX", ["XXXX"]),
    ]


def test_of_equal_times_the_lower_number_comes_first() -> None:
    day = When("2026-03-14")
    (group,) = arrange([entry(3, day), entry(1, day), entry(2, day)])
    assert [item.entry.number for item in group.items] == [1, 2, 3]


def test_an_amended_entry_stands_where_it_is_now_with_every_version_before_it() -> None:
    first, last = entry(1, When("2026-03-14")), entry(1, When("2026-05-01"), version=2)
    other = entry(2, When("2026-04-01"))
    groups = arrange([last, other, first])
    assert [group.heading for group in groups] == ["2026-04-01", "2026-05-01"]
    assert groups[1].items[0].entry == last
    assert groups[1].items[0].earlier == (first,)
    assert groups[0].items[0].earlier == ()


@settings(max_examples=cases(50), suppress_health_check=list(HealthCheck))
@given(st.lists(whens(), max_size=12))
def test_every_entry_is_printed_once_whatever_the_order_it_came_in(times: list[When]) -> None:
    entries = [entry(number, when) for number, when in enumerate(times, start=1)]
    groups = arrange(entries)
    assert arrange(reversed(entries)) == groups
    printed = [item.entry.number for group in groups for item in group.items]
    assert sorted(printed) == [each.number for each in entries]
    headings = [group.heading for group in groups]
    assert len(set(headings)) == len(headings)


def test_versions_of_different_entries_are_not_mixed() -> None:
    day = When("2026-03-14")
    (group,) = arrange(entry(number, day, version) for number in (1, 2) for version in (1, 2))
    assert [(item.entry.number, item.entry.version) for item in group.items] == [(1, 2), (2, 2)]
    assert [item.earlier[0].number for item in group.items] == [1, 2]


def test_nothing_has_no_groups() -> None:
    assert arrange([]) == ()
