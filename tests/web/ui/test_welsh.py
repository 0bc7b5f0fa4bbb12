"""The catalogue of Welsh strings: complete, whole, and honest about where each is from."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils import formats
from django.utils.translation import override

import hatch_build
from fourfold.cli.main import main
from fourfold.web.ui import welsh
from tests.guards.public import PUBLIC
from tests.guards.spoken import Message, in_python, in_template, spoken
from tests.table import over

MONTHS = {
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
}
# What is the same in both languages.
THE_SAME = {"A4"}
THE_SAME_IN_BOTH = (r"%\(\w+\)\w", r"<[^>]+>", r"\d(?:[\d,]*\d)?", r"[.?:]$")
STATUS = re.compile(r"official: \S.{8,}|assembled|draft")
# Forms that other services use and this one does not (one word for one thing); Django's among them.
REJECTED = (
    *("stelcian", "aflonyddwch", "drwgdybiedig", "bregus", "cyfryngwr", "dioddefydd", "ebost"),
    *("arbed", "nodwch", "rhoi gwybod", "adrodd am", "rhif cyfeirnod", "allanfa", "nôl"),
    *("gorchymyn meddiannu", "gorchymyn gwarchod", "gorchymyn amddiffyn", "ymgymeriad"),
    *("hawdd ei darllen", "ymlaen i’r prif", "mynd i’r cynnwys", "mae yna broblem", "gorffenaf"),
    *("problem wedi codi", "dyddiad dilys", "heddlu trafnidiaeth prydeinig", "welsh", "todo"),
)
MUTATED = {
    "p": "b|mh|ph",
    "t": "d|nh|th",
    "c": "g|ngh|ch",
    "b": "f|m",
    "d": "dd|n",
    "g": "|ng",
    "m": "f",
    "ll": "l",
    "rh": "r",
    **{vowel: f"h{vowel}" for vowel in "aeiouwyâêîôûŵŷ"},
}


def catalogue() -> Catalog:
    with welsh.CATALOGUE.open("rb") as text:
        return read_po(text, abort_invalid=True)


ENTRIES: list[Entry] = [each for each in catalogue() if each.id]


def named(entry: Entry) -> str:
    return str(entry.id)[:40]


each_string = over("entry", ENTRIES, named)


# ------------------------------------------------------------------ it is complete


def test_every_public_string_is_in_the_catalogue_and_nothing_else_is() -> None:
    here = {Message(each.context, str(each.id)) for each in ENTRIES}
    asked = set(spoken(PUBLIC))
    assert {each.text for each in asked - here} == set(), "to translate"
    assert {each.text for each in here - asked} == MONTHS


@pytest.mark.parametrize(
    "source",
    [
        "{% load i18n %}{% translate 'canary' %}",
        "{% load i18n %}{% translate 'canary' as bird %}",
        "{% load i18n %}{% blocktranslate trimmed %}\n canary\n{% endblocktranslate %}",
        "{% load i18n govuk %}{% details 'a' %}{% translate 'canary' %}{% enddetails %}",
        "{% load i18n govuk %}{% inset %}{% translate 'canary' %}{% endinset %}",
        "{% load i18n %}{% for a in b %}{% empty %}{% translate 'canary' %}{% endfor %}",
        "{% extends 'a' %}{% load i18n %}{% block a %}{% translate 'canary' %}{% endblock %}",
        "{% load i18n %}{% if a %}{% elif b %}{% translate 'canary' %}{% endif %}",
        "{% load i18n %}{% with b=c %}{% translate 'canary' %}{% endwith %}",
    ],
)
def test_a_string_in_a_template_is_found_wherever_it_stands(source: str) -> None:
    assert list(in_template(source)) == [Message(None, "canary")]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("label = _('canary')", Message(None, "canary")),
        ("def f():\n    return [translation.gettext('can' 'ary')]", Message(None, "canary")),
        ("yes = pgettext_lazy('to Oes', 'Yes')", Message("to Oes", "Yes")),
    ],
)
def test_a_string_in_the_code_is_found(source: str, found: Message) -> None:
    assert list(in_python(source)) == [found]


@pytest.mark.parametrize(
    "source", ["ngettext('a thing', 'things', n)", "_(name)", "_(f'{name} is gone')"]
)
def test_a_string_that_cannot_be_translated_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        list(in_python(source))


@pytest.mark.parametrize(
    "source",
    [
        "{% load i18n %}{% blocktranslate count n=n %}a{% plural %}b{% endblocktranslate %}",
        "{% load i18n %}{% translate name %}",
        "{{ name|default:_('canary') }}",
    ],
)
def test_a_string_of_a_template_that_cannot_be_translated_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        list(in_template(source))


def test_what_the_service_reads_is_what_the_catalogue_says(tmp_path: Path) -> None:
    made = tmp_path / hatch_build.CATALOGUES / "cy" / "LC_MESSAGES" / "django.po"
    made.parent.mkdir(parents=True)
    made.write_bytes(welsh.CATALOGUE.read_bytes())
    hatch_build.compile_catalogues(tmp_path)
    built = made.with_suffix(".mo").read_bytes()
    in_use = welsh.CATALOGUE.with_suffix(".mo")
    assert in_use.read_bytes() == built, "run `make setup`"
    with in_use.open("rb") as compiled:
        assert {str(each.id) for each in read_mo(compiled) if each.id} == {
            str(each.id) for each in ENTRIES
        }


# ------------------------------------------------------------------ nothing in it is broken


@each_string
def test_a_string_is_there_sure_and_not_english(entry: Entry) -> None:
    assert entry.string
    assert not entry.fuzzy
    assert not entry.pluralizable
    assert entry.string != entry.id or entry.id in THE_SAME


@each_string
def test_both_languages_have_the_same_gaps_tags_figures_and_end(entry: Entry) -> None:
    english, own = (
        [Counter(re.findall(part, str(each))) for part in THE_SAME_IN_BOTH]
        for each in (entry.id, entry.string)
    )
    assert english == own


@each_string
def test_a_gap_follows_a_label_because_the_word_before_it_would_change_its_first_letter(
    entry: Entry,
) -> None:
    text = re.sub(r"<[^>]+>", "", str(entry.string))
    for before in re.findall(r"(.{0,2})%\(\w+\)", text):
        assert before in ("", ": "), text


def test_a_yes_and_a_no_say_which_question_they_answer() -> None:
    assert [each.id for each in ENTRIES if each.id in ("Yes", "No") and not each.context] == []


# ------------------------------------------------------------------ it says where it is from


@each_string
def test_a_string_says_how_far_it_may_be_relied_on(entry: Entry) -> None:
    assert STATUS.fullmatch(" ".join(entry.user_comments))


@each_string
def test_words_about_an_emergency_are_no_draft(entry: Entry) -> None:
    assert not ("999" in str(entry.id) and "draft" in entry.user_comments)


def test_the_counts_are_those_of_the_catalogue() -> None:
    said = Counter(" ".join(each.user_comments).partition(":")[0] for each in ENTRIES)
    assert welsh.counts() == said
    assert said.total() == len(ENTRIES) > 100


# ------------------------------------------------------------------ one word for one thing


def mutations(words: str) -> re.Pattern[str]:
    """These words with each of their first letters in every form that Welsh may give it."""
    return re.compile(r"\b" + r"\s".join(map(_mutations, words.split())))


def _mutations(word: str) -> str:
    first = word[:2] if word[:2] in MUTATED else word[:1]
    if word.startswith(("ch", "dd", "ff", "ng", "ph", "th")) or first not in MUTATED:
        return re.escape(word)
    return f"(?:{first}|{MUTATED[first]}){re.escape(word.removeprefix(first))}"


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ("bregus", "yn fregus"),
        ("drwgdybiedig", "y ddrwgdybiedig"),
        ("cyfryngwr", "yng nghyfryngwr"),
        ("arbed", "eu harbed"),
        ("gorchymyn meddiannu", "o orchymyn meddiannu"),
        ("rhif cyfeirnod", "i rif cyfeirnod"),
        ("mae yna broblem", "mae yna broblem"),
    ],
)
def test_a_rejected_form_is_seen_in_its_mutations(stem: str, text: str) -> None:
    assert mutations(stem).search(text)
    assert not mutations(stem).search("gorchymyn atal a chanolwr")


@each_string
def test_no_rejected_form_is_used(entry: Entry) -> None:
    text = str(entry.string).casefold()
    assert [stem for stem in REJECTED if mutations(stem).search(text)] == []


# ------------------------------------------------------------------ days


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_is_written_as_unicode_has_it(month: int) -> None:
    day = date(2026, month, 22)
    with override("cy"):
        assert formats.date_format(day, "j F Y") == format_date(day, "d MMMM y", locale="cy")


# ------------------------------------------------------------------ who checked it


@pytest.fixture
def catalogue_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of one string with a review of it."""
    monkeypatch.setattr(welsh, "FOLDER", tmp_path)
    monkeypatch.setattr(welsh, "CATALOGUE", tmp_path / "django.po")
    (tmp_path / "django.po").write_text('# draft\nmsgid "a"\nmsgstr "b"\n')
    said = {"by": "Somebody", "on": "2027-01-31", "catalogue": welsh.fingerprint()}
    (tmp_path / "review.json").write_bytes(msgspec.json.encode({"reviewed": said}))
    welsh.review.cache_clear()
    return tmp_path


@pytest.fixture(autouse=True)
def forgotten() -> Any:
    yield
    welsh.review.cache_clear()


@pytest.mark.usefixtures("catalogue_files")
def test_a_review_of_the_catalogue_as_it_is_counts() -> None:
    found = welsh.review()
    assert found
    assert (found.by, found.on) == ("Somebody", date(2027, 1, 31))


def test_a_review_counts_no_more_once_a_string_has_changed(catalogue_files: Path) -> None:
    (catalogue_files / "django.po").write_text('# draft\nmsgid "a"\nmsgstr "c"\n')
    assert welsh.review() is None


def test_nobody_has_checked_it_yet() -> None:
    # Whoever has: put name, day and fingerprint into review.json, and take this test out.
    assert welsh.review() is None


def test_the_report_on_the_content_says_so_too(capsys: pytest.CaptureFixture[str]) -> None:
    main(["content", "check"])
    said = capsys.readouterr().out.splitlines()[-1]
    assert f"{welsh.counts()['draft']} draft; not checked by a translator." in said
    assert said.endswith(f"Catalogue {welsh.fingerprint()}.")
