from datetime import date

import pytest

from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status

FACT = Provenance(
    "somebody.org", Status.SOURCE, Jurisdiction.SCOTLAND, date(2026, 11, 22), date(2027, 2, 22)
)


@pytest.mark.parametrize(
    ("today", "is_due"),
    [(date(2026, 11, 22), False), (date(2027, 2, 22), False), (date(2027, 2, 23), True)],
)
def test_a_fact_is_due_the_day_after_its_review_day(today: date, is_due: bool) -> None:
    assert FACT.is_due(today) is is_due
