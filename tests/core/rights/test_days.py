"""Dates worked out by hand with a calendar on paper: the event, and the latest day to be told."""

from __future__ import annotations

import pytest

from tests.core.rights.make import day, event, run

# rule      kind                 limit     event              latest day
TABLE = """
R6-ARR      arrested             enhanced  Fri 20 Nov 2026 -> Mon 23 Nov 2026  over a weekend
R6-ARR      arrested             standard  Fri 20 Nov 2026 -> Fri 27 Nov 2026
R6-ARR      arrested             enhanced  Sat 21 Nov 2026 -> Mon 23 Nov 2026  on a Saturday
R6-ARR      arrested             standard  Sat 21 Nov 2026 -> Fri 27 Nov 2026
R6-ARR      arrested             enhanced  Sun 22 Nov 2026 -> Mon 23 Nov 2026  on a Sunday
R6-ARR      arrested             standard  Sun 22 Nov 2026 -> Fri 27 Nov 2026
R6-ARR      arrested             enhanced  Mon 23 Nov 2026 -> Tue 24 Nov 2026
R6-ARR      arrested             standard  Wed 25 Nov 2026 -> Wed 02 Dec 2026  Scotland's 30 Nov
R6-ARR      arrested             standard  Wed 23 Dec 2026 -> Mon 04 Jan 2027  Christmas
R6-ARR      arrested             enhanced  Thu 24 Dec 2026 -> Tue 29 Dec 2026  substitute on 28
R6-ARR      arrested             standard  Thu 24 Dec 2026 -> Tue 05 Jan 2027  and New Year
R6-ARR      arrested             enhanced  Fri 25 Dec 2026 -> Tue 29 Dec 2026  on Christmas Day
R6-ARR      arrested             enhanced  Sat 26 Dec 2026 -> Tue 29 Dec 2026
R6-ARR      arrested             enhanced  Mon 28 Dec 2026 -> Tue 29 Dec 2026  on the substitute
R6-ARR      arrested             enhanced  Thu 31 Dec 2026 -> Mon 04 Jan 2027
R6-ARR      arrested             enhanced  Thu 02 Apr 2026 -> Tue 07 Apr 2026  Easter
R6-ARR      arrested             standard  Thu 02 Apr 2026 -> Mon 13 Apr 2026
R6-ARR      arrested             enhanced  Fri 03 Apr 2026 -> Tue 07 Apr 2026  on Good Friday
R6-ARR      arrested             enhanced  Mon 06 Apr 2026 -> Tue 07 Apr 2026  on Easter Monday
R6-ARR      arrested             enhanced  Fri 01 May 2026 -> Tue 05 May 2026  early May
R6-ARR      arrested             standard  Fri 01 May 2026 -> Mon 11 May 2026
R6-ARR      arrested             standard  Wed 20 May 2026 -> Thu 28 May 2026  spring
R6-ARR      arrested             enhanced  Fri 28 Aug 2026 -> Tue 01 Sep 2026  summer
R6-ARR      arrested             enhanced  Fri 31 Jul 2026 -> Mon 03 Aug 2026  Scotland's summer
R6-ARR      arrested             enhanced  Fri 12 Jun 2026 -> Mon 15 Jun 2026  Scotland's one-off
R6-ARR      arrested             enhanced  Mon 16 Mar 2026 -> Tue 17 Mar 2026  St Patrick
R6-ARR      arrested             enhanced  Fri 10 Jul 2026 -> Mon 13 Jul 2026  the Boyne
R6-ARR      arrested             enhanced  Wed 01 Jan 2025 -> Thu 02 Jan 2025  Scotland's 2 Jan
R6-ARR      arrested             enhanced  Fri 24 Dec 2027 -> Wed 29 Dec 2027  both substitutes
R6-ARR      arrested             standard  Fri 24 Dec 2027 -> Wed 05 Jan 2028  and 3 Jan
R6-ARR      arrested             enhanced  Fri 31 Dec 2027 -> Tue 04 Jan 2028
R6-ARR      arrested             enhanced  Wed 01 Jun 2022 -> Mon 06 Jun 2022  two days of jubilee
R6-ARR      arrested             enhanced  Fri 27 May 2022 -> Mon 30 May 2022  the Monday it left
R6-ARR      arrested             enhanced  Fri 16 Sep 2022 -> Tue 20 Sep 2022  state funeral
R6-ARR      arrested             enhanced  Fri 23 Dec 2022 -> Wed 28 Dec 2022  Christmas on Sunday
R6-ARR      arrested             enhanced  Fri 30 Dec 2022 -> Tue 03 Jan 2023  New Year on Sunday
R6-ARR      arrested             enhanced  Fri 05 May 2023 -> Tue 09 May 2023  coronation
R6-ARR      arrested             standard  Fri 28 Apr 2023 -> Tue 09 May 2023  two Mondays in May
R6-ARR      arrested             standard  Thu 01 Apr 2021 -> Mon 12 Apr 2021  the Code's first day
R6-ARR      arrested             enhanced  Fri 24 Dec 2021 -> Wed 29 Dec 2021
R6-ARR      arrested             standard  Fri 24 Dec 2021 -> Wed 05 Jan 2022
R6-ARR      arrested             enhanced  Fri 01 May 2020 -> Mon 04 May 2020  moved to VE day
R6-ARR      arrested             enhanced  Thu 07 May 2020 -> Mon 11 May 2020
R6-ARR      arrested             standard  Wed 28 Feb 2024 -> Wed 06 Mar 2024  a leap year
R6-ARR      arrested             enhanced  Thu 28 Mar 2024 -> Tue 02 Apr 2024
R6-ARR      arrested             enhanced  Mon 28 Feb 2028 -> Tue 29 Feb 2028
R6-ARR      arrested             enhanced  Thu 29 Mar 2029 -> Tue 03 Apr 2029
R6-ARR      arrested             enhanced  Tue 24 Dec 2030 -> Fri 27 Dec 2030
R6-ARR      arrested             enhanced  Mon 30 Dec 2030 -> Tue 31 Dec 2030  the table's last day
R4-REF      reported             standard  Fri 20 Nov 2026 -> Tue 24 Nov 2026
R4-REF      reported             enhanced  Fri 20 Nov 2026 -> Tue 24 Nov 2026
R4-REF      reported             enhanced  Thu 24 Dec 2026 -> Wed 30 Dec 2026
R6-NOINV    not_investigated     standard  Mon 02 Nov 2026 -> Mon 09 Nov 2026
R6-NOINV    not_investigated     enhanced  Mon 02 Nov 2026 -> Tue 03 Nov 2026
R6-INT      interviewed          standard  Mon 02 Nov 2026 -> Mon 09 Nov 2026
R6-INT      interviewed          enhanced  Mon 02 Nov 2026 -> Tue 03 Nov 2026
R6-REL      released             standard  Mon 02 Nov 2026 -> Mon 09 Nov 2026
R6-REL      released             enhanced  Fri 06 Nov 2026 -> Mon 09 Nov 2026
R6-BAIL     bail_changed         standard  Mon 02 Nov 2026 -> Mon 09 Nov 2026
R6-BAIL     bail_changed         enhanced  Mon 02 Nov 2026 -> Tue 03 Nov 2026
R6-NFA      not_charged          standard  Mon 02 Nov 2026 -> Mon 09 Nov 2026
R6-NFA      not_charged          enhanced  Mon 02 Nov 2026 -> Tue 03 Nov 2026
R6-CHG      charged              standard  Mon 02 Nov 2026 -> Mon 09 Nov 2026
R6-CHG      charged              enhanced  Mon 02 Nov 2026 -> Tue 03 Nov 2026
R6-ALT      charge_altered       standard  Mon 02 Nov 2026 -> Mon 09 Nov 2026
R6-ALT      charge_altered       enhanced  Mon 02 Nov 2026 -> Tue 03 Nov 2026
R8-HRG      hearing_set          standard  Mon 02 Nov 2026 -> Tue 10 Nov 2026  court 5, unit 1
R8-HRG      hearing_set          enhanced  Mon 02 Nov 2026 -> Tue 10 Nov 2026
R8-EVI      must_give_evidence   standard  Fri 20 Nov 2026 -> Mon 30 Nov 2026
R8-EVI      must_give_evidence   enhanced  Fri 20 Nov 2026 -> Mon 30 Nov 2026
R8-BAIL     bail_hearing         standard  Mon 02 Nov 2026 -> Mon 16 Nov 2026  court 5, unit 5
R8-BAIL     bail_hearing         enhanced  Mon 02 Nov 2026 -> Tue 10 Nov 2026
R8-BAIL     bail_hearing         enhanced  Tue 22 Dec 2026 -> Mon 04 Jan 2027
R8-WAR      warrant              standard  Wed 18 Mar 2026 -> Wed 01 Apr 2026
R8-WAR      warrant              enhanced  Wed 18 Mar 2026 -> Thu 26 Mar 2026
R8-WAR      warrant              standard  Fri 20 Mar 2026 -> Tue 07 Apr 2026  both steps, Easter
R9-OUT      outcome              standard  Fri 18 Dec 2026 -> Wed 30 Dec 2026
R9-OUT      outcome              enhanced  Mon 06 Jul 2026 -> Tue 14 Jul 2026
R9-APP      appeal               standard  Mon 06 Jul 2026 -> Tue 14 Jul 2026
R9-APP      appeal               enhanced  Mon 06 Jul 2026 -> Tue 14 Jul 2026
R11-REF     scheme_sentence      standard  Mon 02 Nov 2026 -> Mon 16 Nov 2026
R11-VCS     scheme_sentence      standard  Mon 02 Nov 2026 -> Mon 14 Dec 2026  10, then 20
R11-VCS     scheme_sentence      enhanced  Mon 16 Nov 2026 -> Wed 30 Dec 2026
R12-CMP     complaint            standard  Mon 02 Nov 2026 -> Mon 16 Nov 2026
R12-CMP     complaint            enhanced  Mon 14 Dec 2026 -> Wed 30 Dec 2026
"""
LINES = TABLE.strip().splitlines()


def test_there_are_more_than_sixty_cases_and_none_is_there_twice() -> None:
    assert len(LINES) > 60
    assert len({line[:66] for line in LINES}) == len(LINES)


@pytest.mark.parametrize("line", LINES)
def test_the_latest_day_is_the_one_on_paper(line: str) -> None:
    rule, kind, limit = line.split()[:3]
    happened, _arrow, latest = line[43:77].partition(" -> ")
    found = run(event(kind, happened), enhanced=limit == "enhanced")
    (notice,) = [each for each in found if each.rule.id == rule]
    assert notice.latest == day(latest)
    assert notice.earliest == day(happened)
    assert notice.unknown is None


@pytest.mark.parametrize(
    ("happened", "enhanced"),
    [
        ("Tue 31 Dec 2019", True),  # the day before the table
        ("Tue 31 Dec 2030", True),  # its last day
        ("Tue 24 Dec 2030", False),  # ends beyond it
        ("Wed 01 Jan 2031", True),
        ("Fri 31 Dec 9999", True),
    ],
)
def test_beyond_the_table_of_holidays_no_day_is_guessed(happened: str, enhanced: bool) -> None:
    (notice,) = run(event("arrested", happened), enhanced=enhanced)
    assert notice.latest is None
    assert notice.unknown == "outside-calendar"
    assert notice.status == "due"
    assert notice.stance == "unknown"


def test_a_second_step_that_ends_beyond_the_table_leaves_no_day_either() -> None:
    (notice,) = run(event("outcome", "Mon 23 Dec 2030"))
    assert notice.latest is None
    assert notice.earliest == day("Mon 23 Dec 2030")
