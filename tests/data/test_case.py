"""What the private pages about a case say in short: each with its source, and a page that is."""

from datetime import date

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.rights import guide
from fourfold.core.rights.guide import Tip
from fourfold.data.case import sections
from fourfold.data.guidance import load
from tests.table import over

TIPS = [tip for tips in sections().values() for tip in tips]


def test_there_are_twelve_rights_and_three_groups() -> None:
    assert [each.id for each in sections()["rights"]] == [f"right-{n}" for n in range(1, 13)]
    assert len(sections()["enhanced"]) == 3
    assert len({each.id for each in TIPS}) == len(TIPS)


@over("tip", TIPS, lambda tip: tip.id)
def test_each_is_a_sentence_with_a_source_of_england_and_wales(tip: Tip) -> None:
    assert tip.text.endswith((".", "?"))
    assert len(tip.provenance.source) > 10
    assert tip.provenance.jurisdiction is Jurisdiction.ENGLAND_AND_WALES
    assert tip.provenance.checked < tip.provenance.review_by


@over("tip", [each for each in TIPS if each.page], lambda tip: tip.id)
def test_each_page_that_is_named_is_there(tip: Tip) -> None:
    assert (tip.page.removeprefix("/"), "en") in load().pages


@over("tip", TIPS, lambda tip: tip.id)
def test_nobody_is_promised_anything(tip: Tip) -> None:
    assert not any(each in tip.text.lower() for each in ("you qualify", "entitled", "must tell"))


def test_the_day_is_that_of_the_sentence_read_longest_ago() -> None:
    assert guide.checked(TIPS) == min(each.provenance.checked for each in TIPS)
    assert guide.checked(()) is None
    soonest = min(each.provenance.review_by for each in TIPS)
    assert not guide.is_to_check(TIPS, soonest)
    assert guide.is_to_check(TIPS, date(soonest.year + 1, 1, 1))
