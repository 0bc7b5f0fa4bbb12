"""Times as exactly as they are known."""

from calendar import monthrange
from dataclasses import FrozenInstanceError
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel.errors import WhenError
from fourfold.core.kernel.when import UNDATED, Precision, When
from tests.core.kernel.generate import points, whens


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest", "month"),
    [
        ("2026-03-14T21:05:09", "second", "2026-03-14T21:05:09", "2026-03-14T21:05:09", "2026-03"),
        ("2026-03-14T21:05", "minute", "2026-03-14T21:05:00", "2026-03-14T21:05:59", "2026-03"),
        ("2026-03-14T00:00~", "minute", "2026-03-14T00:00:00", "2026-03-14T00:00:59", "2026-03"),
        ("2026-03-14", "day", "2026-03-14T00:00:00", "2026-03-14T23:59:59", "2026-03"),
        ("2024-02-29", "day", "2024-02-29T00:00:00", "2024-02-29T23:59:59", "2024-02"),
        ("2000-02-29~", "day", "2000-02-29T00:00:00", "2000-02-29T23:59:59", "2000-02"),
        ("2023-02", "month", "2023-02-01T00:00:00", "2023-02-28T23:59:59", "2023-02"),
        ("2024-02~", "month", "2024-02-01T00:00:00", "2024-02-29T23:59:59", "2024-02"),
        ("2026-12", "month", "2026-12-01T00:00:00", "2026-12-31T23:59:59", "2026-12"),
        ("2026", "year", "2026-01-01T00:00:00", "2026-12-31T23:59:59", None),
        ("0001", "year", "0001-01-01T00:00:00", "0001-12-31T23:59:59", None),
        ("9999-12-31", "day", "9999-12-31T00:00:00", "9999-12-31T23:59:59", "9999-12"),
        ("2026-03-14/2026-03-20", "range", "2026-03-14T00:00:00", "2026-03-20T23:59:59", "2026-03"),
        ("2026-03~/2026-05-02", "range", "2026-03-01T00:00:00", "2026-05-02T23:59:59", None),
        ("2026-03-14T22:00/2026-03-15T01:30~", "range", "2026-03-14T22:00:00",
         "2026-03-15T01:30:59", "2026-03"),
        ("2025/2026-03", "range", "2025-01-01T00:00:00", "2026-03-31T23:59:59", None),
        ("2026-03/2026-03-14", "range", "2026-03-01T00:00:00", "2026-03-14T23:59:59", "2026-03"),
        ("2026-03-14T21:05:09/2026-03-14T21:05:09~", "range", "2026-03-14T21:05:09",
         "2026-03-14T21:05:09", "2026-03"),
        ("2026-03/..", "range", "2026-03-01T00:00:00", None, None),
        ("XXXX", "unknown", None, None, None),
    ],
)  # fmt: skip
def test_a_time_covers_what_its_text_says_and_no_more(
    text: str, precision: str, earliest: str | None, latest: str | None, month: str | None
) -> None:
    when = When.parse(text)
    assert when.text == text
    assert when.precision == Precision(precision)
    assert when.earliest == (earliest and at(earliest))
    assert when.latest == (latest and at(latest))
    assert when.month == month
    assert when.is_about == ("~" in text)
    assert when.is_unknown == (text == "XXXX")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "shape"),
        (" 2026", "shape"),
        ("2026 ", "shape"),
        ("2026\n", "shape"),
        ("26", "shape"),
        ("26-03-14", "shape"),
        ("02026", "shape"),
        ("-2026", "shape"),
        ("+002026", "shape"),
        ("Y170000002", "shape"),
        ("2026-3", "shape"),
        ("2026-03-1", "shape"),
        ("2026/03/14", "shape"),
        ("14/03/2026", "shape"),
        ("20260314", "shape"),
        ("2026-W11", "shape"),
        ("2026-073", "shape"),
        ("2026-21", "no_such_day"),
        ("2026-03-14 21:05", "shape"),
        ("2026-03-14t21:05", "shape"),
        ("2026-03-14T21", "shape"),
        ("2026-03-14T21:5", "shape"),
        ("2026-03-14T21:05Z", "shape"),
        ("2026-03-14T21:05+01:00", "shape"),
        ("2026-03-14T21:05:09.250", "shape"),
        ("2026?", "shape"),
        ("2026%", "shape"),
        ("~2026", "shape"),
        ("2026~~", "shape"),
        ("2026~-03", "shape"),
        ("202X", "shape"),
        ("2026-XX", "shape"),
        ("xxxx", "shape"),
        ("XXXX~", "shape"),
        ("XXXX/2026", "shape"),
        ("2026/XXXX", "shape"),
        ("../2026", "shape"),
        ("2026/", "shape"),
        ("/2026", "shape"),
        ("/", "shape"),
        ("../..", "shape"),
        ("2026/..~", "shape"),
        ("2026/2027/2028", "shape"),
        ("[2026,2027]", "shape"),
        ("unknown", "shape"),
        ("２０２６", "shape"),
        ("٢٠٢٦", "shape"),
        ("0000", "no_such_day"),
        ("2026-00", "no_such_day"),
        ("2026-13", "no_such_day"),
        ("2026-03-00", "no_such_day"),
        ("2026-03-32", "no_such_day"),
        ("2026-04-31", "no_such_day"),
        ("2026-02-29", "no_such_day"),
        ("2100-02-29", "no_such_day"),
        ("1900-02-29~", "no_such_day"),
        ("2026-03-14T24:00", "no_such_time"),
        ("2026-03-14T21:60", "no_such_time"),
        ("2026-12-31T23:59:60", "no_such_time"),
        ("2026-03-20/2026-03-14", "reversed"),
        ("2026-03/2026-02", "reversed"),
        ("2026/2025-12-31", "reversed"),
        ("2026-03-14T21:05/2026-03-14T21:04", "reversed"),
        ("2026-03-14/2026-03-14", "same"),
        ("2026~/2026~", "same"),
    ],
)
def test_any_other_text_is_refused(text: str, code: str) -> None:
    with pytest.raises(WhenError) as refused:
        When.parse(text)
    assert refused.value.code == code
    assert text == "" or text not in str(refused.value.facts)


@pytest.mark.parametrize(
    "zone",
    ["Europe/London", "UTC", "Etc/GMT+1", "America/Argentina/Buenos_Aires", "EST5EDT", "a" * 64],
)
def test_a_zone_is_a_name(zone: str) -> None:
    assert When.parse("2026", zone).zone == zone


@pytest.mark.parametrize(
    "zone",
    ["", "+01:00", "../etc/passwd", "Europe/", "/Europe", "Europe London", "a" * 65, "A/b/c/d"],
)
def test_what_cannot_name_a_zone_is_refused(zone: str) -> None:
    with pytest.raises(WhenError) as refused:
        When.parse("2026", zone)
    assert refused.value.code == "zone"


@pytest.mark.parametrize(
    ("text", "fold"),
    [
        ("2026-10-25", 1),
        ("2026-10", 1),
        ("XXXX", 1),
        ("2026-10-25T01:30/2026-10-25T01:40", 1),
        ("2026-10-25T01:30", 2),
        ("2026-10-25T01:30", -1),
    ],
)
def test_only_one_time_to_the_minute_has_a_second_pass(text: str, fold: int) -> None:
    with pytest.raises(WhenError) as refused:
        When(text, fold=fold)
    assert refused.value.code == "fold"


def test_the_hour_that_comes_twice_sorts_in_the_order_it_passed() -> None:
    night = [
        When("2026-10-25T00:59"),
        When("2026-10-25T01:10"),
        When("2026-10-25T01:50"),
        When("2026-10-25T01:10", fold=1),
        When("2026-10-25T01:50", fold=1),
        When("2026-10-25T02:00"),
    ]
    assert sorted(night, key=lambda each: each.sort_key) == night
    second = night[3].earliest
    assert second is not None
    assert second.fold == 1


def test_sort_keys_are_stored_so_their_text_does_not_drift() -> None:
    assert When("2026-10-25T01:10", fold=1).sort_key == "2026-10-25T01.1:10:00 4"
    assert When("2026-03").sort_key == "2026-03-01T00.0:00:00 2"


def test_of_times_that_begin_together_the_coarser_sorts_first_and_no_date_sorts_last() -> None:
    texts = [
        "2025-12-31T23:59:59",
        "2026-01-01/..",
        "2026",
        "2026-01",
        "2026-01-01",
        "2026-01-01T00:00",
        "2026-01-01T00:00:00",
        "2026-01-01T00:00:01",
        "2026-01-02~",
        "2026-02",
        "9999-12-31",
        "XXXX",
    ]
    assert sorted(texts, key=lambda text: When(text).sort_key) == texts


@given(points(), points())
def test_sort_keys_agree_with_beginnings(one: str, other: str) -> None:
    first, second = When(one), When(other)
    assert first.earliest is not None
    assert second.earliest is not None
    if first.earliest < second.earliest:
        assert first.sort_key < second.sort_key


@given(whens())
def test_every_time_comes_back_from_its_json(when: When) -> None:
    assert When.from_json(when.to_json()) == when
    assert When.parse(when.text, when.zone) == When(when.text, when.zone)


@given(whens())
def test_a_time_ends_no_earlier_than_it_begins(when: When) -> None:
    if when.earliest is not None and when.latest is not None:
        assert when.earliest <= when.latest
    assert (when.earliest is None) == when.is_unknown


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31))
def test_a_day_is_accepted_exactly_where_the_calendar_has_it(
    year: int, month: int, day: int
) -> None:
    text = f"{year:04}-{month:02}-{day:02}"
    if day <= monthrange(year, month)[1]:
        assert When.parse(text).precision is Precision.DAY
    else:
        with pytest.raises(WhenError):
            When.parse(text)


@pytest.mark.parametrize(
    "plain",
    [
        None,
        "2026",
        [],
        {},
        {"text": "2026"},
        {"text": "2026", "zone": "UTC", "fold": 0, "more": 1},
        {"text": 2026, "zone": "UTC", "fold": 0},
        {"text": "2026", "zone": None, "fold": 0},
        {"text": "2026", "zone": "UTC", "fold": False},
        {"text": "2026", "zone": "UTC", "fold": "0"},
    ],
)
def test_json_of_another_shape_is_refused(plain: object) -> None:
    with pytest.raises(WhenError) as refused:
        When.from_json(plain)
    assert refused.value.code == "type"


def test_a_time_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        UNDATED.text = "2026"  # type: ignore[misc]


def test_the_unknown_time_is_one_value() -> None:
    assert When.unknown() == UNDATED
    assert UNDATED.is_unknown
