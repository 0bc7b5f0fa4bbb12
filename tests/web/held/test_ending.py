"""From which day on an order is said to end soon."""

from datetime import date

import pytest

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Order
from fourfold.core.record.codes import OrderKind
from fourfold.core.record.entry import Entry
from fourfold.web.held.queries import as_held

ORDER = Order(
    order_kind=OrderKind.NON_MOLESTATION, made=When("2026-05-01"), ends=When("2027-05-01")
)
ENTRY = Entry(number=1, id="1" * 32, version=1, added="2026-05-02T08:00:00Z", body=ORDER)


@pytest.mark.parametrize(
    ("today", "is_ending"),
    [
        (date(2027, 1, 31), False),
        (date(2027, 2, 1), True),
        (date(2027, 5, 1), True),
        (date(2027, 5, 2), False),
    ],
)
def test_an_order_is_ending_from_three_months_before_to_its_last_day(
    today: date, is_ending: bool
) -> None:
    assert as_held(ENTRY, today).is_ending is is_ending
