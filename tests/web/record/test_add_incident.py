"""Adding something that happened."""

import pytest

from fourfold.core.record.body import Note
from fourfold.core.record.log import LeafKind
from fourfold.web.record import actions, queries
from fourfold.web.record.actions import Content, Posted
from fourfold.web.record.models import DraftRow, EntryRow
from tests import make

SAVED = (
    "Saved. Only you can see this. Nobody has been told: not the police, not a helpline. "
    "Nobody watches these notes."
)


def latest(member, number=1):
    return queries.history(member.owner, number).latest


def test_a_sentence_is_enough(ada):
    answer = ada.client.post("/n/add", make.form("She rang at three in the morning."))
    assert (answer.status_code, answer["Location"]) == (303, "/n/1/saved")
    body = latest(ada).body
    assert body.what == "She rang at three in the morning."
    assert body.when.is_unknown


def test_after_saving_nobody_is_said_to_watch(ada):
    ada.client.post("/n/add", make.form())
    page = ada.client.get("/n/1/saved")
    assert SAVED in page.content.decode()
    assert "receipt" not in page.content.decode().lower()


def test_more_is_offered_only_where_there_is_a_form_for_it(ada):
    content = Content(Note(text="Ring back."))
    note = actions.add_entry(ada.owner, content, Posted(), make.NOW)
    assert f"/n/{note}/more" not in ada.client.get(f"/n/{note}/saved").content.decode()
    number = make.entry(ada.owner)
    assert f"/n/{number}/more" in ada.client.get(f"/n/{number}/saved").content.decode()


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ({"when": "unknown"}, "XXXX"),
        (
            {"when": "then", "date_day": "14", "date_month": "3", "date_year": "2026"},
            "2026-03-14",
        ),
        (
            {"when": "then", "date_month": "March", "date_year": "2026"},
            "2026-03",
        ),
        ({"when": "then", "date_year": "2026"}, "2026"),
        (
            {
                "when": "then",
                "date_day": "14",
                "date_month": "3",
                "date_year": "2026",
                "time": "9.05pm",
            },
            "2026-03-14T21:05",
        ),
        (
            {"when": "about", "date_day": "14", "date_month": "3", "date_year": "2026"},
            "2026-03-14~",
        ),
    ],
)
def test_when_is_kept_exactly_as_far_as_it_is_known(ada, answers, text):
    assert ada.client.post("/n/add", make.form(**answers)).status_code == 303
    assert latest(ada).body.when.text == text


def test_just_now_is_about_this_minute(ada):
    ada.client.post("/n/add", make.form(when="now"))
    when = latest(ada).body.when
    assert when.is_about
    assert when.precision == "minute"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"what": ""}, "Write something, even one word"),
        ({"when": ""}, "Choose when it happened"),
        ({"when": "then"}, "Fill in what you know"),
        ({"when": "then", "date_day": "31", "date_month": "2", "date_year": "2026"}, "no such day"),
        ({"when": "then", "date_day": "3"}, "Type the month too"),
        ({"when": "then", "date_year": "26"}, "four numbers"),
        ({"when": "then", "date_year": "2199"}, "has not come yet"),
        ({"when": "unknown", "date_year": "2026"}, "Choose one"),
        ({"when": "now", "date_year": "2026"}, "Choose one"),
        (
            {
                "when": "then",
                "date_day": "1",
                "date_month": "3",
                "date_year": "2026",
                "time": "9",
            },
            "morning or the evening",
        ),
    ],
)
def test_a_mistake_is_explained_and_nothing_typed_is_lost(ada, answers, words):
    sent = make.form("First he rang.", where="Mill Road") | answers
    answer = ada.client.post("/n/add", sent)
    assert answer.status_code == 303
    page = ada.client.get(answer["Location"]).content.decode()
    assert words in page
    assert "Mill Road" in page
    assert not EntryRow.objects.exists()


def test_a_mended_mistake_is_saved_and_ends_the_draft(ada):
    answer = ada.client.post("/n/add", make.form(""))
    draft = answer["Location"]
    saved = ada.client.post(draft, make.form("Mended."))
    assert saved["Location"] == "/n/1/saved"
    assert latest(ada).body.what == "Mended."
    assert not DraftRow.objects.exists()


def test_a_time_that_came_twice_is_asked_about(ada):
    night = {"when": "then", "date_day": "25", "date_month": "10", "date_year": "2026"}
    sent = make.form("It rang.", time="1.30am", **night)
    draft = ada.client.post("/n/add", sent)["Location"]
    assert "The second, an hour later" in ada.client.get(draft).content.decode()
    ada.client.post(draft, sent | {"which": "second"})
    when = latest(ada).body.when
    assert (when.text, when.fold) == ("2026-10-25T01:30", 1)


def test_text_keeps_its_letters_and_loses_what_hides_in_it(ada):
    ada.client.post("/n/add", make.form("Dywedodd “na”\u202e.exe\x07 €5\r\nWedyn aeth."))
    assert latest(ada).body.what == "Dywedodd “na”.exe €5\nWedyn aeth."


def test_sending_twice_saves_once(ada):
    sent = make.form("Once.")
    first, second = ada.client.post("/n/add", sent), ada.client.post("/n/add", sent)
    assert first["Location"] == second["Location"] == "/n/1/saved"
    assert EntryRow.objects.count() == 1


def test_a_made_up_key_is_not_believed(ada):
    ada.client.post("/n/add", make.form("One.", key="'; drop table"))
    ada.client.post("/n/add", make.form("Two.", key="'; drop table"))
    assert EntryRow.objects.count() == 2


def test_what_is_added_is_logged_and_signed(ada):
    ada.client.post("/n/add", make.form())
    (leaf,) = queries.leaves(ada.owner)
    assert (leaf.kind, leaf.id) == (LeafKind.ADD, latest(ada).id)
    assert queries.latest_checkpoint(ada.owner).count("\n— ") == 2


def test_the_file_button_comes_after_the_warning(ada):
    page = ada.client.get("/n/add").content.decode()
    warning = page.index("If a picture or film may show someone under 18 naked or sexual")
    assert warning < page.index('type="file"')


def test_the_first_time_it_says_who_may_read_it_one_day(ada):
    words = "The police may ask for what you write"
    assert words in ada.client.get("/n/add").content.decode()
    make.entry(ada.owner)
    assert words not in ada.client.get("/n/add").content.decode()


def test_the_same_words_in_two_records_look_different(ada, cal):
    for member in (ada, cal):
        member.client.post("/n/add", make.form("The same words."))
    one, two = EntryRow.objects.all()
    assert bytes(one.sealed) != bytes(two.sealed)


def test_cal_sees_nothing_of_what_ada_added(ada, cal):
    make.entry(ada.owner)
    for path in ("/n/1", "/n/1/saved", "/n/1/more", "/n/1/amend", "/n/1/delete"):
        assert cal.client.get(path).status_code == 404, path
    assert cal.client.post("/n/1/more", make.form()).status_code == 404


def test_nobody_is_sent_to_sign_in(ada, nobody):
    make.entry(ada.owner)
    for path in ("/n/", "/n/add", "/n/1", "/n/1/saved", "/n/proof", "/n/deleted"):
        answer = nobody.get(path)
        assert (answer.status_code, answer["Location"]) == (303, "/n/open"), path
    assert nobody.post("/n/add", make.form())["Location"] == "/n/open"
    assert not DraftRow.objects.exists()
