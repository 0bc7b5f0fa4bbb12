"""What was promised by a day: to come, to be asked after, or kept."""

from datetime import date

import pytest

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Contact
from fourfold.core.record.codes import Party
from fourfold.core.rights.promise import Promise, Promised, promise

TUESDAY = date(2026, 11, 24)


def talk(by: str = "", promised: str = "Ring me") -> Contact:
    return Contact(
        said="x",
        when=When("2026-11-20"),
        party=Party.POLICE,
        promised=promised,
        promised_by=When(by) if by else None,
    )


@pytest.mark.parametrize(
    ("by", "today", "stands", "last"),
    [
        ("2026-11-24", "2026-11-23", Promised.TO_COME, TUESDAY),
        ("2026-11-24", "2026-11-24", Promised.TO_COME, TUESDAY),
        ("2026-11-24", "2026-11-25", Promised.ASK, TUESDAY),
        ("2026-11-24T15:00", "2026-11-24", Promised.TO_COME, TUESDAY),
        ("2026-11-20/2026-11-24", "2026-11-24", Promised.TO_COME, TUESDAY),
        ("2026-11", "2026-11-30", Promised.TO_COME, date(2026, 11, 30)),
        ("2026-11", "2026-12-01", Promised.ASK, date(2026, 11, 30)),
        ("2026-11-24~", "2026-12-25", Promised.NO_DAY, None),
        ("2026-11/..", "2026-12-25", Promised.NO_DAY, None),
        ("XXXX", "2026-12-25", Promised.NO_DAY, None),
        ("", "2026-12-25", Promised.NO_DAY, None),
    ],
)
def test_a_promise_is_open_until_its_last_day_is_over(
    by: str, today: str, stands: Promised, last: date | None
) -> None:
    assert promise(talk(by), None, date.fromisoformat(today)) == Promise(stands, last, None)


@pytest.mark.parametrize("by", ["2026-11-24", "", "2026-11-24~"])
def test_one_that_came_is_kept_whenever_it_came(by: str) -> None:
    found = promise(talk(by), date(2026, 12, 1), date(2026, 12, 25))
    assert found
    assert (found.stands, found.heard) == (Promised.KEPT, date(2026, 12, 1))


def test_a_day_alone_is_a_promise_and_nothing_is_none() -> None:
    assert promise(talk("2026-11-24", ""), None, TUESDAY)
    assert promise(talk("", ""), None, TUESDAY) is None
