"""People, each in a sentence, and what is said to them of all seven orders. Written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from fourfold.core.orders import answers, navigator
from fourfold.core.orders.rule import Candidate

# In the order of the columns below.
ORDERS = (
    "restraining",
    "restraining_on_acquittal",
    "non_molestation",
    "occupation",
    "stalking_protection",
    "harassment_injunction",
    "domestic_abuse_protection",
)
WORDS = {"may": "may_be_available", "no": "not_this_one", "ask": "ask"}
EW = {"jurisdiction": "england-and-wales"}
NOTHING_ELSE = {
    "looks_like_stalking": False,
    "criminal_case": "none",
    "home_shared": False,
    "person_known": True,
    "respondent_under_18": False,
    "owner_under_16": False,
    "order_in_force": False,
}
KNOWS_ALL = EW | NOTHING_ELSE

# sentence, answers, and then: on conviction, on acquittal, non-molestation, occupation, stalking
# protection, injunction, domestic abuse protection.
PEOPLE: list[tuple[str, dict[str, Any], str]] = [
    (
        "Ada says only that she is in England.",
        EW,
        "ask ask ask ask ask ask ask",
    ),
    (
        "Ben says nothing at all.",
        {},
        "ask ask ask ask ask ask ask",
    ),
    (
        "Cat's ex-partner follows her; she reported it; they never shared a home.",
        KNOWS_ALL
        | {"relationship": "ex_partner", "looks_like_stalking": True, "criminal_case": "reported"},
        "ask ask may no may may ask",
    ),
    (
        "Dev is stalked by a stranger and does not know who it is; nobody has been told.",
        KNOWS_ALL
        | {"relationship": "stranger", "looks_like_stalking": True, "person_known": False},
        "no no no no may no no",
    ),
    (
        "Eve is stalked by somebody and cannot even say who they are to her.",
        EW | {"relationship": "unknown", "looks_like_stalking": True, "person_known": False},
        "ask ask ask ask may no ask",
    ),
    (
        "Fay's neighbour shouts and knocks, and it does not look like stalking to her.",
        KNOWS_ALL | {"relationship": "neighbour"},
        "no no no no no may no",
    ),
    (
        "Gus's colleague follows him home from work.",
        KNOWS_ALL | {"relationship": "colleague", "looks_like_stalking": True},
        "no no no no may may no",
    ),
    (
        "Hal's former friend is charged with harassment.",
        KNOWS_ALL | {"relationship": "acquaintance", "criminal_case": "charged"},
        "may ask no no no may no",
    ),
    (
        "Ida's former friend was found guilty of harassment.",
        KNOWS_ALL | {"relationship": "acquaintance", "criminal_case": "convicted"},
        "may no no no no may no",
    ),
    (
        "Jo's former friend was found not guilty, and goes on.",
        KNOWS_ALL | {"relationship": "acquaintance", "criminal_case": "acquitted"},
        "no may no no no may no",
    ),
    (
        "Kit lives with the partner who hits them; nobody has been told.",
        KNOWS_ALL | {"relationship": "partner", "home_shared": True},
        "no no may may no may ask",
    ),
    (
        "Lea left the home that she shared with her husband, who now stalks her.",
        KNOWS_ALL | {"relationship": "partner", "home_shared": True, "looks_like_stalking": True},
        "no no may may may may ask",
    ),
    (
        "Max does not want to say whether he shared a home with his ex-partner.",
        EW | {"relationship": "ex_partner"},
        "ask ask may ask ask ask ask",
    ),
    (
        "Nia's brother threatens her; each has a home of their own.",
        KNOWS_ALL | {"relationship": "family"},
        "no no may no no may ask",
    ),
    (
        "Oli's father, with whom he lives, threatens him.",
        KNOWS_ALL | {"relationship": "family", "home_shared": True},
        "no no may may no may ask",
    ),
    (
        "Pia's flatmate harasses her; they were never a couple.",
        KNOWS_ALL | {"relationship": "lives_or_lived_with", "home_shared": True},
        "no no may may no may ask",
    ),
    (
        "Quin shared a household once, and says now that there is no shared home.",
        KNOWS_ALL | {"relationship": "lives_or_lived_with"},
        "no no may no no may ask",
    ),
    (
        "Rae has a child with somebody she never lived with, who will not let her be.",
        KNOWS_ALL | {"relationship": "shared_child"},
        "no no may no no may ask",
    ),
    (
        "Sam, 15, is harassed by a former boyfriend of 19.",
        KNOWS_ALL | {"relationship": "ex_partner", "owner_under_16": True},
        "no no may no no may no",
    ),
    (
        "Tia, 17, is stalked by her former boyfriend, who is 17 too.",
        KNOWS_ALL
        | {
            "relationship": "ex_partner",
            "looks_like_stalking": True,
            "respondent_under_18": True,
        },
        "no no may no may may no",
    ),
    (
        "Uma, 15, is followed by a boy from her school.",
        KNOWS_ALL
        | {
            "relationship": "acquaintance",
            "looks_like_stalking": True,
            "respondent_under_18": True,
            "owner_under_16": True,
        },
        "no no no no may may no",
    ),
    (
        "Vic's ex-partner is charged, and Vic does not know what the verdict will be.",
        KNOWS_ALL | {"relationship": "ex_partner", "criminal_case": "charged"},
        "may ask may no no may ask",
    ),
    (
        "Wes's ex-wife was found guilty of stalking him; they had shared a home.",
        KNOWS_ALL
        | {
            "relationship": "ex_partner",
            "criminal_case": "convicted",
            "looks_like_stalking": True,
            "home_shared": True,
        },
        "may no may may may may ask",
    ),
    (
        "Xan's ex-husband was found not guilty of assault; she is still afraid.",
        KNOWS_ALL | {"relationship": "ex_partner", "criminal_case": "acquitted"},
        "no may may no no may ask",
    ),
    (
        "Yas has a non-molestation order against her ex-partner, who goes on.",
        KNOWS_ALL
        | {"relationship": "ex_partner", "order_in_force": True, "looks_like_stalking": True},
        "no no may no may may ask",
    ),
    (
        "Zoe gets messages from new accounts and thinks that it is her ex-partner.",
        KNOWS_ALL
        | {"relationship": "ex_partner", "looks_like_stalking": True, "person_known": False},
        "no no may no may no ask",
    ),
    (
        "Abe says that it is a colleague, and that they share a home: two things at odds.",
        KNOWS_ALL | {"relationship": "colleague", "home_shared": True},
        "no no ask ask no may ask",
    ),
    (
        "Bea says that it is a stranger, and that they meant to share a home.",
        KNOWS_ALL | {"relationship": "stranger", "home_shared": True, "person_known": False},
        "no no ask ask no no ask",
    ),
    (
        "Cy has said that it is a neighbour, and nothing of a home.",
        EW | {"relationship": "neighbour"},
        "ask ask no no ask ask no",
    ),
    (
        "Dot does not know how far the case against her neighbour has come.",
        KNOWS_ALL | {"relationship": "neighbour", "criminal_case": None},
        "ask ask no no no may no",
    ),
    (
        "Eli shares no home with whoever it is, and has said nothing else.",
        EW | {"home_shared": False},
        "ask ask ask no ask ask ask",
    ),
    (
        "Flo shares a home with somebody, and has said nothing else.",
        EW | {"home_shared": True},
        "ask ask ask ask ask ask ask",
    ),
    (
        "Gia is under 16, and has said nothing else.",
        EW | {"owner_under_16": True},
        "ask ask ask ask ask ask no",
    ),
    (
        "Hugo lives where the trial was, in Greater Manchester, and it is his ex-wife.",
        KNOWS_ALL | {"relationship": "ex_partner", "area": "E23000005"},
        "no no may no no may ask",
    ),
    (
        "Ines is not sure whether it is stalking; it is a colleague.",
        KNOWS_ALL | {"relationship": "colleague", "looks_like_stalking": None},
        "no no no no ask may no",
    ),
    (
        "Jan knows it is somebody from a club, but will not say whether she knows the name.",
        KNOWS_ALL | {"relationship": "acquaintance", "person_known": None},
        "no no no no no ask no",
    ),
    (
        "Kay in Scotland is stalked by her ex-partner, who was found guilty.",
        KNOWS_ALL
        | {
            "jurisdiction": "scotland",
            "relationship": "ex_partner",
            "looks_like_stalking": True,
            "criminal_case": "convicted",
            "home_shared": True,
        },
        "no no no no no no no",
    ),
    (
        "Lou in Scotland has said nothing else.",
        {"jurisdiction": "scotland"},
        "no no no no no no no",
    ),
    (
        "Mia in Northern Ireland is stalked by a stranger.",
        {
            "jurisdiction": "northern-ireland",
            "relationship": "stranger",
            "looks_like_stalking": True,
        },
        "no no no no no no no",
    ),
    (
        "Ned tells everything but where he is.",
        NOTHING_ELSE | {"relationship": "ex_partner", "looks_like_stalking": True},
        "ask ask ask ask ask ask ask",
    ),
    (
        "Ola is a stranger's target, the police know who it is, and a charge was brought.",
        KNOWS_ALL
        | {"relationship": "stranger", "looks_like_stalking": True, "criminal_case": "charged"},
        "may ask no no may may no",
    ),
    (
        "Pat reported a stranger whom nobody has found, and it looks like stalking.",
        KNOWS_ALL
        | {
            "relationship": "stranger",
            "looks_like_stalking": True,
            "criminal_case": "reported",
            "person_known": False,
        },
        "ask ask no no may no no",
    ),
    (
        "Ria's mother's former lodger, 16, writes to her every day.",
        KNOWS_ALL
        | {
            "relationship": "acquaintance",
            "looks_like_stalking": True,
            "respondent_under_18": True,
        },
        "no no no no may may no",
    ),
    (
        "Sol never shared a home with the parent of his child, and does not know their age.",
        KNOWS_ALL | {"relationship": "shared_child", "respondent_under_18": None},
        "no no may no no may ask",
    ),
    (
        "Tom, who has a restraining order against a neighbour, was found right by two courts.",
        KNOWS_ALL
        | {"relationship": "neighbour", "criminal_case": "convicted", "order_in_force": True},
        "may no no no no may no",
    ),
]


def test_there_are_forty_and_no_two_are_the_same() -> None:
    assert len(PEOPLE) >= 40
    assert len({sentence for sentence, _, _ in PEOPLE}) == len(PEOPLE)
    assert len({str(sorted(plain.items())) for _, plain, _ in PEOPLE}) == len(PEOPLE)


@pytest.mark.parametrize(("_who", "plain", "said"), PEOPLE, ids=[each[0] for each in PEOPLE])
def test_what_is_said_to(_who: str, plain: dict[str, Any], said: str) -> None:
    found = navigator.consider(answers.read(plain))
    expected = [WORDS[word] for word in said.split()]
    assert [(str(each.order), str(each.answer)) for each in found] == list(
        zip(ORDERS, expected, strict=True)
    )


def test_the_orders_are_always_in_one_order() -> None:
    assert tuple(str(each) for each in Candidate) == ORDERS
