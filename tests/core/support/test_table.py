"""The rules of a table say of every postcode what the table was made from, and not much more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.support.table import UNITS, Table, bits_of, is_set, rules_of

NOBODY = 255
SECTORS = st.dictionaries(
    st.sampled_from([f"{outcode} {digit}" for outcode in ("M1", "M2") for digit in range(4)]),
    # Mostly one force with some units of others, as where forces meet.
    st.tuples(
        st.integers(0, 2), st.dictionaries(st.integers(0, 399), st.sampled_from([0, 1, NOBODY]))
    ),
)


def spread(drawn: dict[str, tuple[int, dict[int, int]]]) -> dict[str, bytearray]:
    sectors = {}
    for sector, (most, others) in drawn.items():
        sectors[sector] = bytearray([most]) * 400
        for place, force in others.items():
            sectors[sector][place] = force
    return sectors


def table(rules: dict[str, int]) -> Table:
    return Table(
        source="", dated="", codes=("A", "B", "C"), rules=rules, outcodes={}, near={}, listed={}
    )


@given(SECTORS)
def test_every_postcode_has_its_own_force_again(
    drawn: dict[str, tuple[int, dict[int, int]]],
) -> None:
    sectors = spread(drawn)
    made = table(rules_of(sectors, NOBODY))
    for sector, forces in sectors.items():
        for unit, force in zip(UNITS, forces, strict=True):
            assert force in (NOBODY, made.force_of(sector + unit))


@given(SECTORS)
def test_no_rule_can_be_left_out(drawn: dict[str, tuple[int, dict[int, int]]]) -> None:
    rules = rules_of(spread(drawn), NOBODY)
    for rule, force in rules.items():
        less = table({each: rules[each] for each in rules if each != rule})
        assert less.force_of(rule) != force


def test_a_sector_of_one_force_needs_one_rule() -> None:
    sectors = {"M1 1": bytearray([1]) * 400, "M1 2": bytearray([1]) * 400}
    assert rules_of(sectors, NOBODY) == {"M1": 1}
    sectors["M1 2"] = bytearray([2]) * 400
    sectors["M1 1"][0] = 0
    assert rules_of(sectors, NOBODY) == {"M1": 2, "M1 1": 1, "M1 1AA": 0}


@given(st.lists(st.sampled_from([0, 1, NOBODY]), min_size=400, max_size=400))
def test_a_bit_says_whether_a_unit_is_there(forces: list[int]) -> None:
    bits = bits_of(bytes(forces), NOBODY)
    assert [is_set(bits, place) for place in range(400)] == [each != NOBODY for each in forces]
