"""What would be shown of reported cases: what the court weighed, and never a verdict.

Only facts that were read in a judgment or in a summary of it; where a date was not read, the entry
has none. The entries are ours, and nobody but the parties in the name of a case is named.
"""

from typing import Any

import pytest

from fourfold.cli.pattern_words import sentences
from fourfold.core.kernel.when import When
from fourfold.core.pattern.escalation import Near
from fourfold.core.pattern.look import Pattern, look
from fourfold.core.pattern.rates import Often
from fourfold.core.pattern.values import HOUR, Between, Profile, Side
from fourfold.core.record.codes import (
    Act,
    Afraid,
    AimedAt,
    Direction,
    DoneBy,
    KnownWho,
    Route,
    StopPoint,
)
from fourfold.core.record.entry import TermRef
from tests.core.pattern.make import (
    ORDER_ID,
    asking,
    columns,
    incident,
    message,
    order,
    seen,
    stop,
)

AFRAID = {"afraid": Afraid.YES}


def letters(pattern: Pattern) -> str:
    return "".join(dict.fromkeys(each.letter.value[0].upper() for each in pattern.four))


def test_lau_two_occasions_about_four_months_apart_and_no_trend() -> None:
    found = seen([incident("1998-11-19~"), incident("1999-03-19")])
    assert sentences(found.headline)[0] == "2 occasions, about 4 months apart."
    assert found.escalation.often.often is Often.NOT_ENOUGH
    assert found.escalation.near is Near.NOT_SAID


def test_kelly_three_calls_in_five_minutes_are_one_occasion_until_the_owner_parts_them() -> None:
    heard = When("2001-06-02T08:00")
    calls = [
        incident(f"2001-06-02T03:0{minute}", how=(Route.PHONE,), learnt=heard)
        for minute in (0, 2, 5)
    ]
    found = seen(calls, gap=HOUR)
    assert (found.everything.items, found.occasions.count) == (3, Between(1, 1))
    assert seen(calls, gap=HOUR, apart=frozenset({2, 3})).occasions.count == Between(3, 3)
    assert found.people.learnt_later.entries == (1, 2, 3)


def test_curtis_six_incidents_within_ten_months_are_all_shown_with_fear() -> None:
    within = "2005-11-01/2006-08-31"
    found = seen([incident(within, acts=(Act.VIOLENCE,), **AFRAID) for _ in range(6)])
    assert found.occasions.count == Between(1, 6)
    assert found.acts.fear.entries == tuple(range(1, 7))
    assert letters(found) == "UR"


def test_conn_one_thing_aimed_at_a_group_and_one_at_the_owner() -> None:
    found = seen(
        [
            incident("2000-07-25/2000-11-16", acts=(Act.THREAT,), aimed_at=AimedAt.GROUP),
            incident("2000-11-17", acts=(Act.THREAT,), aimed_at=AimedAt.OWNER, **AFRAID),
        ]
    )
    assert {key: each.entries for key, each in found.people.aimed_at.items()} == {
        "group": (1,),
        "owner": (2,),
    }
    assert found.acts.fear.items == 1
    assert found.occasions.count == Between(2, 2)


def test_hayes_letters_to_third_parties_go_on_after_a_decision() -> None:
    bodies: list[Any] = [
        incident(f"{year}", acts=(Act.COMPLAINT,), how=(Route.OTHER,), aimed_at=AimedAt.OWNER)
        for year in range(2002, 2010)
    ]
    found = seen([*bodies, stop("2007-06", StopPoint.DECIDED)])
    (point,) = found.stops
    assert (point.before.items, point.unsure.items, point.after.items) == (5, 1, 2)
    assert found.acts.ours[Act.COMPLAINT].items == 8
    assert found.escalation.near is Near.NOT_ENOUGH


def test_howlett_watching_learnt_of_later_keeps_both_dates() -> None:
    bodies = [
        incident("2000-09/2005-12", channel="Aircraft"),
        incident("2005", acts=(Act.WATCH,), learnt=When("2005-09")),
        stop("2003-10", StopPoint.DECIDED),
        stop("2005-05", StopPoint.DECIDED),
    ]
    found = seen(bodies)
    assert found.people.learnt_later.entries == (2,)
    assert [each.point.entry for each in found.stops] == [3, 4]
    assert found.routes[0].name == "Aircraft"
    assert found.stops[0].after.entries == (2,)


def test_roberts_hundreds_of_calls_alone_touch_neither_f_nor_o() -> None:
    found = seen([incident("XXXX", how=(Route.PHONE,), acts=(Act.CONTACT,), times=547)])
    assert (found.everything.items, found.acts.times, found.acts.many.entries) == (1, 547, (1,))
    assert letters(found) == ""
    assert found.calendar.undated == (1,)


def test_qosja_six_days_are_shown_as_they_are() -> None:
    bodies = [
        incident("2015-07-28", how=(Route.PHONE,), acts=(Act.CONTACT,)),
        incident("2015-08-01", how=(Route.AT_HOME,), **AFRAID),
        incident("2015-08-02", **AFRAID),
    ]
    found = seen(bodies)
    assert found.calendar.span == Between(6, 6)
    assert found.acts.fear.occasions == Between(2, 2)
    assert sentences(found.headline)[-1].startswith("There are too few occasions, or too few days")


def test_musharraf_complaints_are_acts_and_a_second_person_is_shown() -> None:
    visits = [incident("2017/2018", how=(Route.AT_HOME,), also_affected=("Partner",))] * 5
    found = seen([*visits, incident("2017", acts=(Act.COMPLAINT, Act.OTHERS))])
    assert found.people.affected["Partner"].items == 5
    assert found.people.drawn_in.entries == (6,)
    assert found.acts.ours[Act.COMPLAINT].items == 1


def test_crawford_twenty_nine_of_446_and_both_directions() -> None:
    breach = (TermRef(order=ORDER_ID, term="a"),)
    texts = [
        message("2013", how=(Route.TEXT,), breaches=breach if n < 29 else ()) for n in range(446)
    ]
    own = message("2013", how=(Route.TEXT,), direction=Direction.FROM_OWNER)
    found = seen([*texts, own])
    assert (found.acts.breaches.items, found.everything.items) == (29, 446)
    assert found.aside[Side.OWNER].items == 1


def test_levi_conduct_aimed_at_one_harms_another() -> None:
    aims = [AimedAt.OWNER] + [AimedAt.SOMEONE_CLOSE] * 9
    found = seen([incident("XXXX", acts=(Act.PUBLISH,), aimed_at=each) for each in aims])
    assert {key: each.items for key, each in found.people.aimed_at.items()} == {
        "owner": 1,
        "someone_close": 9,
    }


def test_dziurzynski_what_is_aimed_at_a_group_is_shown_as_that() -> None:
    bodies = [
        incident(day, acts=(Act.VERBAL,), aimed_at=AimedAt.GROUP)
        for day in ("2000-06-23", "2000-07-19")
    ]
    found = seen(bodies)
    assert sentences(found.headline)[0] == "2 occasions, about 4 weeks apart."
    assert found.calendar.longest is not None
    assert found.calendar.longest.days == 26
    assert found.people.aimed_at["group"].items == 2


def test_colohan_letters_count_by_date_and_nothing_is_said_of_anybodys_health() -> None:
    found = seen([message("2000", how=(Route.POST,), received=When("2000-03"))] * 2)
    assert found.people.learnt_later.items == 2
    assert letters(found) == "R"


def test_madeley_what_was_not_aimed_at_the_owner_is_no_finding_for_f() -> None:
    found = seen([incident("XXXX", acts=(Act.PUBLISH,), aimed_at=AimedAt.SOMEONE_ELSE)])
    assert found.acts.statute[Act.PUBLISH].items == 1
    assert letters(found) == ""


def test_evans_years_between_an_order_and_an_act_against_it_are_shown() -> None:
    breach = (TermRef(order=f"{1:032x}", term="a"),)
    found = seen([order("1999-11-08"), incident("2003-02-04", breaches=breach)])
    (point,) = found.stops
    assert (point.after.entries, found.acts.breaches.entries) == ((2,), (2,))
    assert point.to_last.weeks / 52.18 == pytest.approx(3.24, abs=0.02)


def test_hills_two_dates_179_or_180_days_apart() -> None:
    found = seen([incident("1999-04-30", **AFRAID), incident("1999-10-26/1999-10-27", **AFRAID)])
    assert found.calendar.span == Between(180, 181)
    assert found.occasions.count == Between(2, 2)
    assert sentences(found.headline)[0] == "2 occasions, about 6 months apart."


def test_thousands_of_emails_and_hundreds_of_calls_count_by_route() -> None:
    times = [f"2019-06-{1 + n % 28:02}T{n % 24:02}:{n % 60:02}" for n in range(4300)]
    emails = columns(times[:4000], Profile(side=Side.PERSON, routes=("email",)))
    calls = columns(times[4000:], Profile(side=Side.PERSON, routes=("phone",)), first_key=4000)
    found = look([], [emails, calls], asking())
    assert {each.key: each.counted.items for each in found.routes} == {"email": 4000, "phone": 300}


def test_mild_entries_one_by_one_are_still_a_line() -> None:
    bodies = [
        incident("2016-07", acts=(Act.CONTACT,), how=(Route.TEXT,)),
        incident("2016-08", acts=(Act.GIFT,), how=(Route.DELIVERY,)),
        incident("2016-09", acts=(Act.SELF_HARM,), how=(Route.TEXT,)),
        incident("2016-10", acts=(Act.LOITER,), how=(Route.AT_HOME,)),
    ]
    found = seen(bodies)
    assert [each.name for each in found.escalation.rings] == ["distant", "home"]
    assert [each.name for each in found.escalation.kinds] == ["self_harm"]
    assert found.occasions.count == Between(4, 4)


def test_a_child_used_to_watch_is_shown_without_asking_the_child() -> None:
    found = seen([incident("XXXX", acts=(Act.MONITOR, Act.CHILD))])
    assert found.people.drawn_in.entries == (1,)
    assert found.acts.statute[Act.MONITOR].entries == (1,)


def test_coming_back_after_half_an_hour_hangs_on_the_gap() -> None:
    bodies = [incident("2019-06-19T18:00"), incident("2019-06-19T18:30")]
    assert seen(bodies, gap=HOUR // 2).occasions.count == Between(2, 2)
    assert seen(bodies, gap=HOUR // 2).occasions.hanging == (2,)
    assert seen(bodies, gap=HOUR).occasions.count == Between(1, 1)


def test_a_fortnight_of_evenings_about_a_fence_is_unwanted_and_repeated() -> None:
    told = stop("2019-06-01T12:00")
    evenings = [incident(f"2019-06-{day:02}T19:00", acts=(Act.VERBAL,)) for day in range(1, 15)]
    found = seen([told, *evenings])
    assert found.occasions.count == Between(14, 14)
    assert letters(found) == "UR"


def test_acts_of_an_unknown_hand_stay_not_known() -> None:
    unknown = {"known_who": KnownWho.NOT_KNOWN}
    found = seen([incident("XXXX", **unknown), incident("XXXX", done_by=DoneBy.SOMEONE_ELSE)])
    assert found.people.sides[Side.NOT_KNOWN].entries == (1,)
