"""`fourfold orders`: answers in a file, an answer for each of the seven orders out of it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from fourfold.cli import main as command
from fourfold.cli.exits import Exit
from fourfold.core.orders.rule import Candidate

WHOLE: dict[str, Any] = {
    "jurisdiction": "england-and-wales",
    "relationship": "ex_partner",
    "looks_like_stalking": True,
    "criminal_case": "reported",
    "home_shared": False,
    "person_known": True,
    "respondent_under_18": False,
    "owner_under_16": False,
    "area": "E23000005",
    "order_in_force": False,
}
TODAY = ("--today", "2026-11-25")


def run(path: Path, answers: Any, *more: str) -> int:
    """Write the answers down and ask about them."""
    raw = answers if isinstance(answers, bytes) else json.dumps(answers).encode()
    file = path / "ANSWERS.json"
    file.write_bytes(raw)
    return command.main(["orders", str(file), *TODAY, *more])


def answered(path: Path, answers: Any, capsys: Any, *more: str) -> dict[str, Any]:
    """The JSON of each order, by the order."""
    assert run(path, answers, "--json", *more) == Exit.FINE
    out, err = capsys.readouterr()
    assert err == ""
    return {each["order"]: each for each in json.loads(out)}


def test_each_order_is_answered_with_reasons(tmp_path: Path, capsys: Any) -> None:
    found = answered(tmp_path, WHOLE, capsys)
    assert {order: each["answer"] for order, each in found.items()} == {
        "restraining": "ask",
        "restraining_on_acquittal": "ask",
        "non_molestation": "may_be_available",
        "occupation": "not_this_one",
        "stalking_protection": "may_be_available",
        "harassment_injunction": "may_be_available",
        "domestic_abuse_protection": "ask",
    }
    assert list(found) == list(Candidate)
    for each in found.values():
        assert each["because"]
        assert all(reason["rule"] and reason["text"] for reason in each["because"])


def test_a_reason_prints_its_rule_its_words_its_act_the_text_read_and_the_days(
    tmp_path: Path, capsys: Any
) -> None:
    (reason,) = answered(tmp_path, WHOLE, capsys)["stalking_protection"]["because"]
    assert reason == {
        "rule": "SPA-2",
        "text": "It looks like stalking to you. The police can ask a court for this order against "
        "anybody, also a stranger, without a charge. They and the court look for themselves.",
        "side": "for",
        "law": "Stalking Protection Act 2019, sections 1 and 2",
        "version": "public copy of the Act, last changed 18 May 2024",
        "checked": "2026-11-25",
        "review_by": "2027-02-22",
        "check_this": False,
    }


def test_each_order_comes_with_what_to_know_about_it(tmp_path: Path, capsys: Any) -> None:
    found = answered(tmp_path, WHOLE, capsys)
    card = found["non_molestation"]["card"]
    assert set(card) == {
        "talk_to", "asks", "where", "form", "cost", "proof", "length", "terms", "breach", "before",
    }  # fmt: skip
    assert "form FL401" in card["form"]["text"]
    assert card["breach"]["text"].startswith("Breaking it without a reasonable excuse is a crime.")
    assert card["breach"]["law"] == "Family Law Act 1996, section 42A"
    assert {"id": "children", "text": "what it did to children"} in found["non_molestation"][
        "helps"
    ]
    assert found["non_molestation"]["say"] == []
    assert len(found["stalking_protection"]["say"]) == 8
    assert [each["id"] for each in found["stalking_protection"]["beside"]] == [
        "interim_stalking_protection"
    ]
    assert found["occupation"]["page"] == "orders/occupation"
    assert found["occupation"]["title"] == "Occupation order"


def test_no_fact_is_left_as_an_id(tmp_path: Path, capsys: Any) -> None:
    assert run(tmp_path, WHOLE, "--json") == Exit.FINE
    assert "{orders-" not in capsys.readouterr().out
    assert run(tmp_path, WHOLE) == Exit.FINE
    assert "{" not in capsys.readouterr().out


def test_an_empty_object_asks_where(tmp_path: Path, capsys: Any) -> None:
    found = answered(tmp_path, {}, capsys)
    assert {each["answer"] for each in found.values()} == {"ask"}
    assert {reason["rule"] for each in found.values() for reason in each["because"]} == {"PLACE"}


def test_a_rule_past_its_review_day_says_check_this(tmp_path: Path, capsys: Any) -> None:
    found = answered(tmp_path, WHOLE, capsys, "--today", "2027-02-23")
    assert found["stalking_protection"]["check_this"] is True
    assert found["stalking_protection"]["because"][0]["check_this"] is True
    assert found["non_molestation"]["check_this"] is False
    length = found["stalking_protection"]["card"]["length"]
    assert length["check_this"] is True
    assert "(check this: last checked on 25 November 2026)" in length["text"]
    assert run(tmp_path, WHOLE, "--today", "2027-02-23") == Exit.FINE
    assert "   + Check this: It looks like stalking to you." in capsys.readouterr().out


def test_a_rule_can_be_switched_off(tmp_path: Path, capsys: Any) -> None:
    found = answered(tmp_path, WHOLE, capsys, "--without", "SPA-2", "--without", "FLA-62")
    for order, rule in (("stalking_protection", "SPA-2"), ("non_molestation", "FLA-62")):
        assert found[order]["answer"] == "ask"
        assert found[order]["because"][0]["rule"] == rule
        assert "switched this rule off" in found[order]["because"][0]["text"]
    assert found["harassment_injunction"]["answer"] == "may_be_available"


def test_a_rule_that_there_is_not_is_wrong_usage(tmp_path: Path, capsys: Any) -> None:
    assert run(tmp_path, WHOLE, "--without", "TEA-1") == Exit.WRONG_USAGE
    assert capsys.readouterr().err == "fourfold: there is no rule TEA-1\n"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"relationship": "spouse of Ada"}, "relationship is none of the choices"),
        ({"jurisdiction": "united-kingdom"}, "jurisdiction is none of the choices"),
        ({"criminal_case": "unknown"}, "criminal_case is none of the choices"),
        ({"home_shared": "no"}, "home_shared is not of the kind that belongs there"),
        ({"person_known": 1}, "person_known is not of the kind that belongs there"),
        ({"area": "M1 1AE"}, "area is no code of an area, such as E23000005"),
        ({"area": "E2300000\u202e5"}, "area is no code of an area, such as E23000005"),
        ({"is_married": True}, "is_married is no question that is asked here"),
        ([], "the file is not of the kind that belongs there"),
        (b"{", "the answers are not JSON"),
        (b"", "the answers are not JSON"),
        (b"\xff", "the answers are not JSON"),
        (b'{"home_shared": 0.5}', "the answers are not JSON"),
        (b"[" * 100_000, "the answers are not JSON"),
        (b'{"area": null, "area": null}', "the answers give one key twice"),
    ],
)
def test_what_is_wrong_is_refused_by_name_and_never_quoted(
    tmp_path: Path, capsys: Any, answers: Any, words: str
) -> None:
    assert run(tmp_path, answers, "--json") == Exit.TO_MEND
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"fourfold: {words}\n")
    assert "Ada" not in err


def test_a_key_that_would_move_the_cursor_is_printed_as_it_is_escaped(
    tmp_path: Path, capsys: Any
) -> None:
    assert run(tmp_path, {"\x1b[2J\nfourfold: fine": True}) == Exit.TO_MEND
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", ["not-there.json", "."])
def test_a_file_that_cannot_be_read_is_no_input(tmp_path: Path, capsys: Any, name: str) -> None:
    assert command.main(["orders", str(tmp_path / name)]) == Exit.NO_INPUT
    assert capsys.readouterr().err == "fourfold: that file is not there, or cannot be read\n"


def test_answers_can_come_by_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    class Typed:
        buffer = io.BytesIO(b'{"jurisdiction": "scotland"}')

    monkeypatch.setattr("sys.stdin", Typed())
    assert command.main(["orders", "-", "--json", *TODAY]) == Exit.FINE
    assert {each["answer"] for each in json.loads(capsys.readouterr().out)} == {"not_this_one"}


def test_words_begin_with_whom_to_call_and_promise_nothing(tmp_path: Path, capsys: Any) -> None:
    assert run(tmp_path, WHOLE) == Exit.FINE
    said = capsys.readouterr().out
    assert said.startswith("In danger now: call 999.")
    assert "Only a court decides that." in said
    assert "Non-molestation order: may be available: talk to FLOWS" in said
    assert "Occupation order: not this one, as things are" in said
    assert "SPA-2. Stalking Protection Act 2019, sections 1 and 2;" in said
    assert "“Will you think about a stalking protection order?" in said
    assert "Interim stalking protection order: " in said
    assert "Are there bail conditions?" in said
    assert "qualify" not in said


def test_words_show_what_may_be_available_first_and_what_is_ruled_out_last(
    tmp_path: Path, capsys: Any
) -> None:
    assert run(tmp_path, WHOLE) == Exit.FINE
    said = capsys.readouterr().out
    first = [said.index(f"{each}: may be available") for each in ("Non-molestation order",)]
    assert first[0] < said.index("order: ask first") < said.index("order: not this one")


def test_an_order_that_stands_already_says_what_to_do_when_it_is_broken(
    tmp_path: Path, capsys: Any
) -> None:
    words = "There is an order already. If it is being broken:"
    assert run(tmp_path, WHOLE | {"order_in_force": True}) == Exit.FINE
    said = capsys.readouterr().out
    assert words in said
    assert "What it forbids them binds only them." in said
    assert "   ! You said that there is an order already." in said
    assert run(tmp_path, WHOLE) == Exit.FINE
    assert words not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("place", "named", "other"),
    [
        ("scotland", "Non-harassment order from a civil court", "of Northern Ireland:"),
        ("northern-ireland", "Stalking protection order of Northern Ireland", "Interdict:"),
    ],
)
def test_elsewhere_the_orders_of_that_place_are_named(
    tmp_path: Path, capsys: Any, place: str, named: str, other: str
) -> None:
    assert run(tmp_path, {"jurisdiction": place}) == Exit.FINE
    said = capsys.readouterr().out
    assert f"   {named}: " in said
    assert other not in said
    assert "Who asks:" not in said


def test_while_nobody_said_where_no_card_is_shown(tmp_path: Path, capsys: Any) -> None:
    assert run(tmp_path, {}) == Exit.FINE
    assert "Who asks:" not in capsys.readouterr().out


def test_nothing_is_kept(tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(tmp_path, WHOLE) == Exit.FINE
    assert [each.name for each in tmp_path.iterdir()] == ["ANSWERS.json"]
