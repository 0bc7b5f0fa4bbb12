"""The record stores events under the codes that the clock knows."""

from fourfold.core.record.codes import CaseStep
from fourfold.core.rights.rule import Kind


def test_every_event_of_the_clock_can_be_recorded_and_no_other() -> None:
    assert [each.value for each in CaseStep] == [each.value for each in Kind]
