"""People, effects, replies, suggestions, escalation, FOUR, elements and the headline."""

from typing import Any

import pytest

from fourfold.core.kernel.when import When
from fourfold.core.pattern.elements import ElementName
from fourfold.core.pattern.escalation import Near, Ring, Serious, ring_of
from fourfold.core.pattern.four import Letter
from fourfold.core.pattern.look import Pattern
from fourfold.core.pattern.rates import NOT_ENOUGH, Often
from fourfold.core.pattern.slices import SliceName
from fourfold.core.pattern.stops import StopKind
from fourfold.core.pattern.values import NONE, Between, Profile, Side
from fourfold.core.record.codes import (
    Act,
    Afraid,
    AimedAt,
    Area,
    Direction,
    DoneBy,
    KnownWho,
    Purpose,
    Route,
    StopPoint,
)
from fourfold.core.record.entry import Effect, TermRef
from tests.core.pattern.make import ORDER_ID, contact, incident, message, order, seen, stop

NOON = "2026-03-14T12:00"
BREACH = (TermRef(order=ORDER_ID, term="a"),)


def spread(count: int, **more: Any) -> list[Any]:
    """Occasions four days apart from 1 March 2026."""
    return [incident(_day(4 * n), **more) for n in range(count)]


def _day(n: int) -> str:
    month, day = divmod(n, 28)
    return f"2026-{month + 3:02}-{day + 1:02}T10:00"


# People


def test_people_are_counted_by_what_the_owner_says_of_them() -> None:
    bodies = [
        incident(NOON, aimed_at=AimedAt.OWNER, also_affected=("Mum", " mum "), where="The shop"),
        incident(NOON, aimed_at=AimedAt.GROUP, acts=(Act.OTHERS,), where="the shop"),
        incident(NOON, how=(Route.THROUGH_OTHERS,), known_who=KnownWho.SUSPECTED, where=" "),
        incident(NOON, acts=(Act.CHILD,), known_who=KnownWho.NOT_KNOWN),
        incident(NOON, done_by=DoneBy.SOMEONE_ELSE, also_affected=("Jo",), where="Elsewhere"),
        message(NOON, also_affected=("MUM",)),
    ]
    found = seen(bodies).people
    assert {key: each.entries for key, each in found.aimed_at.items()} == {
        "": (3, 4, 6),
        "group": (2,),
        "owner": (1,),
    }
    assert found.drawn_in.entries == (2, 3, 4)
    assert found.suspected.entries == (3,)
    assert {key: each.entries for key, each in found.affected.items()} == {"Mum": (1, 6)}
    assert {key: each.entries for key, each in found.places.items()} == {"The shop": (1, 2)}


def test_what_the_owner_learnt_or_got_later_is_shown() -> None:
    later = When("2026-03-20")
    bodies = [
        incident(NOON, learnt=later),
        incident(NOON, learnt=When(NOON)),
        incident(NOON),
        message(NOON, received=later),
        message(NOON, received=When(NOON)),
        message(NOON),
        message(NOON, received=later, direction=Direction.FROM_OWNER),
    ]
    assert seen(bodies).people.learnt_later.entries == (1, 4)


# Effects


def test_effects_are_listed_by_area_and_by_what_was_changed() -> None:
    bodies = [
        Effect(what="Awake.", when=When("2026"), areas=(Area.SLEEP, Area.WORK)),
        Effect(what="Other way home.", when=When("2026"), areas=(Area.WORK,), changes="The bus."),
        incident(NOON),
        Effect(what="Nothing else.", when=When("2026"), changes=" "),
    ]
    found = seen(bodies).effects
    assert found.entries == (1, 2, 4)
    assert found.areas == {Area.SLEEP: (1,), Area.WORK: (1, 2)}
    assert found.changes == (2,)


# Replies


def own(when: str) -> Any:
    return message(when, direction=Direction.FROM_OWNER)


def test_replies_are_only_looked_at_if_asked_for() -> None:
    assert seen([incident(NOON), own("2026-03-14T13:00")]).replies is None


def test_replies_name_the_occasions_that_were_answered() -> None:
    bodies = [
        incident("2026-03-10T12:00"),
        incident("2026-03-10T14:00", own_reply="I said no."),
        own("2026-03-10T19:59"),
        incident("2026-03-12T12:00"),
        own("2026-03-12T18:00"),
        own("2026-03-13T11:59"),
        incident("2026-03-13T12:00", own_reply=" "),
        incident("2026-03-20"),
        own("2026-03-20T12:00"),
        incident("2026-03-25T12:00"),
        own("2026-03-25T12:00"),
        stop("2026-03-20T12:00"),
        stop("2026-03-13"),
    ]
    found = seen(bodies, replies=True).replies
    assert found is not None
    assert found.sent.entries == (3, 5, 6, 9, 11)
    assert found.described == (2,)
    assert found.answered == (1, 5)
    assert found.since == {12: 1, 13: 2}


def test_no_replies_are_none() -> None:
    found = seen([incident(NOON)], replies=True).replies
    assert found is not None
    assert (found.sent, found.answered, found.described, found.since) == (NONE, (), (), {})


# Suggestions


def unknown(when: str, sender: str, text: str, **more: Any) -> Any:
    return message(when, text, sender=sender, **{"known_who": KnownWho.NOT_KNOWN} | more)


PHRASE = "I always see you, when you close the shop!"


def test_two_unknown_senders_with_the_same_words_are_suggested_with_the_reason() -> None:
    bodies = [
        unknown("2026-03-01T10:00", "zed", f"So. {PHRASE}"),
        unknown("2026-03-05T10:00", "amy", "i ALWAYS see you when you close. Bye"),
        unknown("2026-03-06T10:00", "amy", "Something else."),
        unknown("2026-03-07T10:00", "bob", "I always see you and say nothing."),
        stop("2026-03-02T10:00", StopPoint.BLOCKED),
        stop("2026-03-02T09:59", StopPoint.BLOCKED),
        stop("2026-03-05T10:01", StopPoint.BLOCKED),
        stop("2026-03-03T10:00", StopPoint.ASKED),
        stop("XXXX", StopPoint.BLOCKED),
    ]
    (found,) = seen(bodies).suggestions
    assert found.senders == ("amy", "zed")
    assert found.words == "i always see you when"
    assert found.entries == (1, 2)
    assert found.after_block == (5,)


def test_a_suggestion_is_in_no_count() -> None:
    same = [unknown("2026-03-01T10:00", "a", PHRASE), unknown("2026-03-05T10:00", "b", PHRASE)]
    other = [unknown("2026-03-01T10:00", "a", PHRASE), unknown("2026-03-05T10:00", "b", "No.")]
    first, second = seen(same), seen(other)
    assert (len(first.suggestions), len(second.suggestions)) == (1, 0)
    assert first.people == second.people
    assert first.headline == second.headline


@pytest.mark.parametrize(
    ("bodies", "pairs"),
    [
        ([unknown(NOON, "a", PHRASE), unknown(NOON, "a", PHRASE)], []),
        ([unknown(NOON, "a", PHRASE), unknown(NOON, "", PHRASE)], []),
        ([message(NOON, PHRASE, sender="a"), message(NOON, PHRASE, sender="b")], []),
        ([message(NOON, PHRASE, sender="b"), unknown(NOON, "a", PHRASE)], [("a", "b")]),
        (
            [
                unknown(NOON, "a", PHRASE, known_who=KnownWho.UNANSWERED),
                message(NOON, PHRASE, sender="b"),
            ],
            [("a", "b")],
        ),
        (
            [
                unknown(NOON, "a", PHRASE),
                unknown(NOON, "b", PHRASE),
                message(NOON, PHRASE, direction=Direction.FROM_OWNER),
            ],
            [],
        ),
        (
            [
                unknown(NOON, "a", PHRASE),
                unknown(NOON, "b", PHRASE),
                unknown(NOON, "c", PHRASE, done_by=DoneBy.SOMEONE_ELSE),
            ],
            [],
        ),
        ([unknown(NOON, "a", "one two three four"), unknown(NOON, "b", "one two three four")], []),
    ],
)
def test_only_rare_words_of_somebody_unknown_suggest_anything(
    bodies: list[Any], pairs: list[tuple[str, str]]
) -> None:
    assert [each.senders for each in seen(bodies).suggestions] == pairs


def test_suggestions_with_most_entries_come_first_and_need_no_dates() -> None:
    bodies = [
        unknown("XXXX", "a", PHRASE),
        unknown("XXXX", "b", PHRASE),
        unknown(NOON, "c", "one two three four five six"),
        unknown(NOON, "c", "one two three four five six"),
        unknown(NOON, "d", "one two three four five"),
    ]
    found = seen(bodies).suggestions
    assert [each.senders for each in found] == [("c", "d"), ("a", "b")]
    assert [each.after_block for each in found] == [(), ()]
    assert found[0].entries == (3, 4, 5)


# Escalation


@pytest.mark.parametrize(
    ("how", "ring"),
    [
        ((), None),
        ((Route.PHONE,), Ring.DISTANT),
        ((Route.CAMERA, Route.OTHER), Ring.DISTANT),
        ((Route.AT_WORK, Route.EMAIL), Ring.WORK_OR_STUDY),
        ((Route.AT_STUDY,), Ring.WORK_OR_STUDY),
        ((Route.IN_PERSON,), Ring.IN_PERSON),
        ((Route.IN_PERSON, Route.THROUGH_OTHERS), Ring.IN_PERSON),
        ((Route.IN_PERSON, Route.AT_WORK), Ring.WORK_OR_STUDY),
        ((Route.VEHICLE,), Ring.IN_PERSON),
        ((Route.IN_PUBLIC, Route.AT_WORK), Ring.IN_PERSON),
        ((Route.AT_HOME, Route.IN_PUBLIC), Ring.HOME),
    ],
)
def test_how_near_something_came(how: tuple[Route, ...], ring: Ring | None) -> None:
    assert ring_of(Profile(side=Side.PERSON, how=how)) is ring


def stepped(*last: Any, how: Route = Route.PHONE) -> Pattern:
    return seen([*spread(10, how=(how,)), *last])


def test_it_comes_nearer_if_the_nearest_is_new_since_the_first_third() -> None:
    found = stepped(incident("2026-04-20T10:00", how=(Route.AT_HOME,))).escalation
    assert found.near is Near.NEARER
    assert [(each.name, each.is_new) for each in found.rings] == [
        ("distant", False),
        ("home", True),
    ]
    found = stepped(incident("2026-03-03T10:00", how=(Route.AT_HOME,))).escalation
    assert found.near is Near.SAME
    assert stepped().escalation.near is Near.DISTANT
    assert seen(spread(10)).escalation.near is Near.NOT_SAID
    assert stepped(incident("XXXX", how=(Route.AT_HOME,))).escalation.near is Near.SAME


def test_the_first_third_ends_where_the_second_begins() -> None:
    bodies = [incident("2026-03-01T00:00"), incident("2026-03-31T00:00"), *spread(7)]
    on_time = incident("2026-03-11T00:00", acts=(Act.THREAT,))
    before = incident("2026-03-10T23:59", acts=(Act.THREAT,))
    assert [each.is_new for each in seen([*bodies, on_time]).escalation.kinds] == [True]
    assert [each.is_new for each in seen([*bodies, before]).escalation.kinds] == [False]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        *(({"acts": (act,)}, act.value) for act in (Act.FOLLOW, Act.MONITOR, Act.PUBLISH)),
        *(({"acts": (act,)}, act.value) for act in (Act.INTERFERE, Act.THREAT, Act.SELF_HARM)),
        *(({"acts": (act,)}, act.value) for act in (Act.VIOLENCE, Act.SEXUAL, Act.CHILD)),
        ({"afraid": Afraid.YES}, "fear"),
        ({"breaches": BREACH}, "breach"),
    ],
)
def test_new_kinds_are_named(more: dict[str, Any], name: str) -> None:
    found = seen([*spread(10), incident("2026-04-20T10:00", **more)]).escalation
    assert found.serious is Serious.NEW_KINDS
    (kind,) = found.kinds
    assert (kind.name, kind.counted.entries, kind.is_new) == (name, (11,), True)
    assert kind.not_known == NONE


def test_kinds_that_were_there_from_the_first_are_not_new() -> None:
    found = seen([*spread(10), incident("2026-03-02T10:00", acts=(Act.THREAT,))]).escalation
    assert found.serious is Serious.SAME
    assert seen(spread(10)).escalation.serious is Serious.NONE
    mild = seen(spread(10, acts=(Act.CONTACT, Act.GIFT), afraid=Afraid.NO)).escalation
    assert (mild.serious, mild.kinds) == (Serious.NONE, ())


def test_things_of_nobody_known_are_shown_apart_in_each_step() -> None:
    bodies = [*spread(10), incident(NOON, acts=(Act.INTERFERE,), known_who=KnownWho.NOT_KNOWN)]
    (kind,) = seen([*bodies, incident(NOON, acts=(Act.INTERFERE,))]).escalation.kinds
    assert (kind.counted.entries, kind.not_known.entries) == ((11, 12), (11,))


def test_too_few_occasions_give_no_answer_but_all_steps() -> None:
    bodies = [
        incident("2026-03-01T10:00", how=(Route.PHONE,)),
        incident("2026-07-01T10:00", how=(Route.AT_HOME,), acts=(Act.THREAT,)),
    ]
    found = seen(bodies).escalation
    assert (found.often, found.whole) == (NOT_ENOUGH, NOT_ENOUGH)
    assert (found.near, found.serious) == (Near.NOT_ENOUGH, Serious.NOT_ENOUGH)
    assert [each.name for each in found.rings] == ["distant", "home"]
    assert [each.name for each in found.kinds] == ["threat"]


def test_how_often_leaves_out_what_goes_on_and_what_was_expected() -> None:
    bodies = [
        *spread(12),
        *(incident(_day(4 * n + 30).replace("T10", "T20"), is_continuing=True) for n in range(4)),
        *(incident(_day(4 * n + 30), purpose=Purpose.CHILDREN) for n in range(4)),
        *(incident(_day(n + 30).replace("T10", "T01"), purpose=Purpose.ARRANGED) for n in range(9)),
    ]
    found = seen(bodies)
    assert found.escalation.often.often is Often.SAME
    assert found.escalation.whole.often is Often.MORE
    assert found.headline.plain is not None
    assert found.headline.plain.entries == tuple(range(1, 13))
    assert set(found.slices) == {
        SliceName.ALL,
        SliceName.PERSON,
        SliceName.CONTINUING,
        SliceName.ARRANGED,
        SliceName.CHILDREN,
        SliceName.PLAIN,
    }


def test_parts_by_side_and_fear() -> None:
    bodies = [
        incident(NOON, afraid=Afraid.YES),
        incident(NOON, done_by=DoneBy.FOR_THEM, afraid=Afraid.NOT_SURE),
        incident("2026-03-15T12:00", known_who=KnownWho.NOT_KNOWN, afraid=Afraid.YES),
        incident(NOON, known_who=KnownWho.UNANSWERED),
        incident(NOON, purpose=Purpose.OFF_TOPIC),
    ]
    found = seen(bodies).slices
    shown = {name: (each.counted.entries, each.fear.entries) for name, each in found.items()}
    assert shown == {
        SliceName.ALL: ((1, 2, 3, 4, 5), (1, 3)),
        SliceName.PERSON: ((1, 5), (1,)),
        SliceName.FOR_THEM: ((2,), ()),
        SliceName.NOT_KNOWN: ((3,), (3,)),
        SliceName.NOT_SAID: ((4,), ()),
        SliceName.OFF_TOPIC: ((5,), ()),
        SliceName.PLAIN: ((1, 2, 3, 4, 5), (1, 3)),
    }


# FOUR


def letters(*bodies: Any) -> dict[str, tuple[int, ...]]:
    return {
        f"{each.letter.value[0]} {each.code} {each.about or ''}".strip(): each.counted.entries
        for each in seen(bodies).four
    }


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (Act.FOLLOW, "followed"),
        (Act.WATCH, "watched"),
        (Act.LOITER, "watched"),
        (Act.MONITOR, "monitored"),
        (Act.PUBLISH, "published"),
        (Act.OTHERS, "others_drawn_in"),
        (Act.CHILD, "others_drawn_in"),
    ],
)
def test_attention_to_the_person_is_a_finding_for_fixated(act: Act, code: str) -> None:
    assert letters(incident(NOON, acts=(act,))) == {f"f {code}": (1,)}
    assert letters(incident(NOON, acts=(act,), aimed_at=AimedAt.GROUP)) == {}
    assert letters(incident(NOON, acts=(act,), aimed_at=AimedAt.SOMEONE_ELSE)) == {}
    assert letters(incident(NOON, acts=(act,), aimed_at=AimedAt.OWNER)) == {f"f {code}": (1,)}


def test_what_goes_on_all_the_time_is_for_obsessive_alone() -> None:
    bodies = [incident(NOON, acts=(Act.WATCH,), is_continuing=True)]
    assert letters(*bodies) == {"o continuing": (1,)}


def test_volume_alone_is_a_finding_for_repeated_alone() -> None:
    bodies = spread(12, acts=(Act.CONTACT,), how=(Route.PHONE,))
    assert letters(*bodies) == {"r occasions": tuple(range(1, 13))}


def test_new_accounts_breaches_and_new_routes_are_for_obsessive() -> None:
    found = letters(
        incident("2026-03-01T10:00", how=(Route.APP,)),
        stop("2026-03-02T10:00", StopPoint.BLOCKED),
        incident("2026-03-03T10:00", how=(Route.NEW_ACCOUNT,)),
        incident("2026-03-03T10:00", acts=(Act.IMPERSONATE,), how=(Route.APP,)),
        incident("2026-03-03T10:00", breaches=BREACH),
        incident("2026-03-03T11:00", how=(Route.AT_WORK,), purpose=Purpose.ARRANGED),
    )
    assert found == {
        "o new_accounts": (3, 4),
        "o against_order": (5,),
        "o new_routes 2": (3,),
        "u after_blocked 2": (3, 4, 5),
        "r occasions": (1, 3, 4, 5),
    }


def test_unwanted_is_what_came_after_a_point_but_for_what_was_agreed() -> None:
    bodies = [
        incident("2026-03-01T10:00"),
        stop("2026-03-02T10:00"),
        incident("2026-03-03T10:00", purpose=Purpose.ARRANGED),
        incident("2026-03-03T10:05", purpose=Purpose.OFF_TOPIC),
        incident("2026-03-04T10:05", purpose=Purpose.CHILDREN),
        incident("2026-03-05T10:05", afraid=Afraid.YES),
        incident("2026-03-06T10:05", acts=(Act.THREAT,)),
    ]
    (after,) = (each for each in seen(bodies).four if each.code == "after_asked")
    assert after.counted.entries == (4, 6, 7)
    assert after.counted.occasions == Between(3, 3)
    assert letters(*bodies)["u feared"] == (6,)
    assert letters(*bodies)["u threatened"] == (7,)


def test_unwanted_needs_no_refusal() -> None:
    assert letters(incident(NOON, acts=(Act.THREAT,), afraid=Afraid.YES)) == {
        "u feared": (1,),
        "u threatened": (1,),
    }


def test_one_occasion_is_not_repeated_and_two_that_may_be_one_say_so() -> None:
    assert letters(incident(NOON), incident(NOON)) == {}
    (found,) = seen([incident(NOON), incident("XXXX")]).four
    assert (found.letter, found.counted.occasions) == (Letter.REPEATED, Between(1, 2))
    assert found.counted.entries == (1, 2)


def test_what_was_expected_is_neither_repeated_nor_an_occasion_unless_it_is_marked_as_harm() -> (
    None
):
    handovers = [
        incident(f"2026-03-0{day}T17:00", purpose=purpose)
        for day, purpose in ((1, Purpose.ARRANGED), (3, Purpose.CHILDREN), (5, Purpose.ARRANGED))
    ]
    assert letters(*handovers) == {}
    assert touched(*handovers) == {}
    harm = [
        {"acts": (Act.THREAT,)},
        {"acts": (Act.VIOLENCE,)},
        {"acts": (Act.SEXUAL,)},
        {"afraid": Afraid.YES},
        {"breaches": BREACH},
    ]
    marked = [
        incident(f"2026-04-{day}T17:00", purpose=Purpose.ARRANGED, **each)
        for day, each in enumerate(harm, 10)
    ]
    bodies = [*handovers, *marked, incident("2026-05-01T10:00", purpose=Purpose.OFF_TOPIC)]
    assert letters(*bodies)["r occasions"] == (4, 5, 6, 7, 8, 9)
    assert touched(*bodies)["occasions"] == ((4, 5, 6, 7, 8, 9), ())
    assert touched(*bodies)["connected"] == ((4, 5, 6, 7, 8, 9), ())


# Elements


def touched(*bodies: Any) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    return {
        each.name.value: (each.counted.entries, each.others)
        for each in seen(bodies).elements
        if each.is_touched
    }


def test_each_element_names_the_entries_that_touch_it() -> None:
    found = touched(
        incident(NOON, feelings="Shaken."),
        incident(NOON, known_who=KnownWho.NOT_KNOWN, afraid=Afraid.YES, feelings=" "),
        incident(NOON, done_by=DoneBy.FOR_THEM),
        incident(NOON, known_who=KnownWho.UNANSWERED),
        Effect(what="Awake.", when=When("2026")),
        stop("2026-03-01"),
        contact("2026-03-02", StopPoint.REPORTED),
        contact("2026-03-03", StopPoint.WARNED),
        order("2026-03-04"),
        message(NOON, feelings="Sad.", done_by=DoneBy.SOMEONE_ELSE),
    )
    assert found == {
        "occasions": ((1, 2, 3, 4), ()),
        "connected": ((1, 3), ()),
        "distress": ((1,), ()),
        "fear": ((2,), ()),
        "daily_life": ((), (5,)),
        "knew": ((), (6, 8, 9)),
    }


def test_what_no_entry_touches_stays_in_the_list_and_empty() -> None:
    found = seen([]).elements
    assert [each.name for each in found] == list(ElementName)
    assert not any(each.is_touched for each in found)


# The headline


def test_the_headline_speaks_of_the_first_request_or_else_of_the_first_point() -> None:
    bodies = [incident(NOON), order("2026-03-01"), stop("2026-03-20T10:00")]
    found = seen(bodies).headline
    assert found.stop is not None
    assert (found.stop.point.kind, found.stop.point.entry) == (StopKind.ASKED, 3)
    assert found.after is not None
    assert (found.after.before.occasions, found.after.after.occasions) == (1, 0)
    found = seen(bodies[:2]).headline
    assert found.stop is not None
    assert found.stop.point.kind is StopKind.ORDER
    assert seen(bodies[:1]).headline.stop is None
    assert seen([stop(NOON)]).headline.after is None


def test_the_headline_of_nothing() -> None:
    found = seen([]).headline
    assert (found.items, found.occasions, found.routes) == (0, Between(0, 0), 0)
    assert (found.first, found.at_first, found.lately, found.gap) == (None, None, None, None)
    assert (found.near, found.nearest) == (Near.NOT_SAID, None)
    assert (found.serious, found.new_kinds) == (Serious.NONE, ())


def test_where_nothing_is_plain_the_headline_says_none() -> None:
    assert seen([incident(NOON, is_continuing=True)]).headline.plain == NONE
    assert seen([incident(NOON)]).headline.plain is None


def test_the_headline_names_a_long_gap_the_nearest_and_new_kinds() -> None:
    last = incident("2026-06-20T10:00", how=(Route.AT_WORK,), acts=(Act.THREAT,))
    found = stepped(last).headline
    assert found.gap is not None
    assert found.gap.days == 72
    assert found.nearest is not None
    assert found.nearest.name == "work_or_study"
    assert [each.name for each in found.new_kinds] == ["threat"]
    assert found.at_first is not None
    assert found.lately is not None
    assert (found.at_first.occasions, found.lately.occasions) == (9, 1)
    assert stepped().headline.gap is None
