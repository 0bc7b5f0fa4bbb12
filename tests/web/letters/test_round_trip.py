"""Whatever script she writes in: saved, shown, changed, copied and printed, it stays the same."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourfold.core.kernel.text import clean
from fourfold.core.letters.outline import LetterKind
from fourfold.render.composing import Compositor
from fourfold.web.letters import queries
from tests.cast import Member
from tests.render.paper import words_of
from tests.web.letters.conftest import new
from tests.web.letters.test_write import begin, page_of
from tests.web.record.browser import fields

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
WALES = "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
SCRIPTS = (
    *("Łódź Ünïcödé", "Ελλάδα", "Привет", "你好", "こんにちは", "한국어", "ไทย", "हिन्दी", "தமிழ்"),
    *("שלום עולם", "\u200fשלום\u200e", "مرحبا بالعالم", "گھر", "አማርኛ", "Tiếng Việt"),
    *(
        "e\u0301\u0323",
        "z\u0335\u0336\u0337",
        FAMILY,
        WALES,
        "👍🏽",
        "🇬🇧",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
    ),
    *("a\tb", "one\n\n\ntwo", "<b>&amp;</b>", "“£5” — ½ ﬁ", "\u00a0a\u2003b", "\u00ad\u2060x"),
    *("\ufffd", "𝒜𝔟", "\U0002000b"),
)
PIECES = st.one_of(st.sampled_from(SCRIPTS), st.text(max_size=20))


def send(member: Member, text: str) -> str:
    """Save a letter with this text, as a browser sends it; returns its address."""
    where = begin(member, new(LetterKind.REVIEW))
    typed = text.replace("\n", "\r\n")
    member.client.post(where, fields(page_of(member, where)) | {"part_0": typed})
    return where


def kept(member: Member, where: str) -> str:
    found = queries.find(member.owner, int(where.rpartition("/")[2]))
    assert found
    return found.letter.parts[0].text


def shown(page: str, name: str) -> str:
    """What a box of a page holds."""
    found = re.search(rf'<textarea[^>]*(?:name|id)="{name}"[^>]*>\n(.*?)</textarea>', page, re.S)
    assert found
    return html.unescape(found[1])


def survives(member: Member, text: str) -> None:
    """Saved, shown and saved again without being touched, then copied: always the same."""
    where = send(member, text)
    wanted = clean(text.replace("\x00", "").strip()).strip()
    assert kept(member, where).strip() == wanted
    first = kept(member, where)
    member.client.post(where, fields(page_of(member, where)))
    assert kept(member, where) == first
    if not wanted:
        return
    ticks = re.findall(r'name="may_stay"[^>]*value="([^"]*)"', page_of(member, f"{where}/look"))
    if ticks:
        member.client.post(f"{where}/look", {"may_stay": [html.unescape(each) for each in ticks]})
    assert f"\n\n{first}\n\n" in shown(page_of(member, f"{where}/text"), "letter")


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_text_in_any_script_survives(ada: Member, text: str) -> None:
    survives(ada, text)


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(st.one_of(st.sampled_from(SCRIPTS), st.text(max_size=20)), max_size=6).map(" ".join)
)
def test_any_text_survives(ada: Member, text: str) -> None:
    survives(ada, text.encode("utf-8", "replace").decode())


def test_what_turns_or_hides_text_is_taken_out_once_and_for_all(ada: Member) -> None:
    where = send(ada, "a\u202eb\u2066c\u2069d\x07e")
    assert kept(ada, where) == "abcde"


def test_all_of_them_on_paper_say_what_was_not_printed(ada: Member) -> None:
    where = send(ada, "\n".join(SCRIPTS))
    told = words_of(ada.client.get(f"{where}/print").content)
    compositor = Compositor()
    compositor.compose(kept(ada, where))
    assert compositor.unprinted
    assert [each["code"] for each in compositor.unprinted if each["code"] not in told] == []
    for word in ("Łódź", "Ελλάδα", "Привет", "Việt"):
        assert unicodedata.normalize("NFC", word) in unicodedata.normalize("NFC", told)
