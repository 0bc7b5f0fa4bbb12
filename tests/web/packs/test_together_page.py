"""The page that counts in a pack: by choice, counts and dates of what goes in; it verifies."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from fourfold.core.pack import verify
from fourfold.core.record.codes import Act, Afraid, KnownWho, Purpose, Route
from fourfold.web.packs import actions
from fourfold.web.packs.together import runs
from fourfold.web.pattern import choices
from fourfold.web.pattern.choices import Choices
from tests import make
from tests.core.pattern.make import incident, message, stop
from tests.render.paper import words_of
from tests.web.packs.test_make_pack import by_hand, zip_of  # noqa: F401
from tests.web.pattern.records import keep

PAGE = "data/04-together.pdf"
WORDS = "you will never get away from this town"


@pytest.fixture
def told(ada):
    """Four things, a request, what she sent, and one that stays out."""
    keep(
        ada,
        [
            message("2026-03-01T10:00", WORDS, sender="Sam", channel="Whisperapp"),
            message("2026-03-01T12:00", WORDS, sender="x77", known_who=KnownWho.NOT_KNOWN),
            stop("2026-03-05T09:00"),
            incident(
                "2026-04-02T10:00", where="Harbour Street", feelings="Restless.", acts=(Act.WATCH,)
            ),
            incident("XXXX", "Tulips.", afraid=Afraid.YES),
            message("2026-03-01T13:00", direction="from_owner"),
            incident("2026-05-05T10:00", "Not to be handed over."),
        ],
    )
    return (1, 2, 3, 4, 5, 6)


def packed(member, jobs, numbers, *, together=True):
    """A pack of these entries as bytes and as a zip."""
    pack_id = actions.make_pack(member.owner, numbers, make.NOW, together=together)
    jobs.pop()()
    data = zip_of(member, pack_id)
    return data, zipfile.ZipFile(BytesIO(data))


def test_it_counts_what_goes_in_and_the_pack_verifies(ada, by_hand, told, tmp_path):  # noqa: F811
    data, pack = packed(ada, by_hand, told)
    page = words_of(pack.read(PAGE))
    for text in (
        "What the entries show together: counts, dates and routes",
        "Made by this software, fourfold/",
        "method 1.",
        "Separate times 2 to 3",
        "Entries counted 4",
        "First 1 March 2026",
        "Last 2 April 2026",
        "Not known who did it, or only suspected 1",
        "by month, and before and after, it is the least that the dates allow.",
        "Messages that the owner sent are never counted.",
        "No date known entries 5",
        "Whisperapp 1 March 2026 1 March 2026 1 1 1",
        "The owner asked them to stop 5 March 2026 3 1 1",
        "a reading aid, not the law",
    ):
        assert text in page, (text, page)
    assert "04-together.pdf" in words_of(pack.read("data/00-front-page.pdf"))
    path = tmp_path / "pack.zip"
    path.write_bytes(data)
    report = verify.verify(str(path))
    assert (report.code, report.problems) == (3, ())


def test_nothing_is_on_it_but_counts_dates_and_routes(ada, by_hand, told):  # noqa: F811
    chosen = Choices(gap=60, replies=True, joins=((4, 2),))
    choices.change(ada.owner, lambda _: chosen, make.NOW)
    _data, pack = packed(ada, by_hand, told)
    page = words_of(pack.read(PAGE)).lower()
    for word in (
        *(
            "watch",
            "afraid",
            "fear",
            "restless",
            "harbour",
            "x77",
            "get away",
            "fixated",
            "law looks",
        ),
        *("frequent", "nearer", "stalk", "harass", "handed over", "may 2026"),
    ):
        assert word not in page, word
    assert "parted or joined by the owner at entries 4" in page
    assert "when nothing happened for 1 hour: a reading aid" in page
    assert "with 12 it would be 2 to 3, without what the owner parted or joined." in page
    assert not re.search(r"owner sent( are never counted)?:? [0-9]", page)


def test_without_the_entry_that_it_was_joined_to_a_time_is_joined_to_no_other(
    ada,
    by_hand,  # noqa: F811
):
    times = ("2026-01-01T10:00", "2026-04-20T10:00", "2026-04-20T20:00")
    keep(ada, [incident(each) for each in times])
    choices.change(ada.owner, lambda _: Choices(joins=((3, 2),)), make.NOW)
    _data, pack = packed(ada, by_hand, (1, 3))
    page = words_of(pack.read(PAGE))
    assert "Separate times 2 " in page
    assert "arted or joined" not in page


def test_what_was_arranged_or_about_the_children_is_said_wherever_it_is_counted(
    ada,
    by_hand,  # noqa: F811
):
    door = {"how": (Route.AT_HOME,), "purpose": Purpose.ARRANGED}
    post = {"how": (Route.POST,), "purpose": Purpose.CHILDREN}
    keep(
        ada,
        [
            incident("2026-03-01T10:00", **door),
            stop("2026-03-05T09:00"),
            incident("2026-03-08T10:00", **door),
            incident("2026-03-15T10:00", acts=(Act.VIOLENCE,), **door),
            incident("2026-04-01T10:00", **post),
            incident("2026-04-01T11:00", how=(Route.POST,)),
        ],
    )
    _data, pack = packed(ada, by_hand, (1, 2, 3, 4, 5, 6))
    page = words_of(pack.read(PAGE))
    for text in (
        "Entries counted 5 Of these, arranged or about the children 3",
        "March 2026 3 3 2 1, 3-4",
        "April 2026 1 2 1 5-6",
        "1 March 2026 15 March 2026 3 3 2 1, 3-4",
        "1 April 2026 1 April 2026 1 2 1 5-6",
        "1 (of these, arranged or about the children: 1) "
        "3 (of these, arranged or about the children: 1) 0",
        "what the owner marked as harm is not among these",
    ):
        assert text in page, (text, page)


def test_where_nothing_was_arranged_nothing_is_said_of_it(ada, by_hand, told):  # noqa: F811
    _data, pack = packed(ada, by_hand, told)
    assert "arranged" not in words_of(pack.read(PAGE))


@pytest.mark.parametrize(
    ("numbers", "together"), [((1, 2), False), ((3,), True)], ids=["not wanted", "nothing counted"]
)
def test_it_is_there_only_if_it_is_wanted_and_something_is_counted(
    ada,
    by_hand,  # noqa: F811
    told,
    numbers,
    together,
):
    _data, pack = packed(ada, by_hand, numbers, together=together)
    assert PAGE not in pack.namelist()


def test_the_choice_is_offered_and_taken_along(ada, told):
    page = ada.client.get("/n/packs/new").content.decode()
    assert "Add a page with what the entries show together" in page
    answer = ada.client.post("/n/packs/new", {"which": "all", "together": "on"})
    assert answer["Location"] == "/n/packs/look"


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([], ""), ([3], "3"), ([3, 1, 2, 2], "1-3"), ([9, 1, 2, 4], "1-2, 4, 9")],
)
def test_runs_of_numbers_are_joined(numbers, said):
    assert runs(numbers) == said
