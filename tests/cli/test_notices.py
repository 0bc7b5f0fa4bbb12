"""`fourfold notices`: a case in, dates out; what is wrong with it is said without quoting it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fourfold.cli.exits import Exit
from fourfold.cli.main import main
from fourfold.cli.notices import CLOSING, ELSEWHERE, NOT_SAID, SAYS, WHO, WRONG
from fourfold.core.rights.notice import Stance
from fourfold.core.rights.rule import Teller

CASE: dict[str, Any] = {
    "jurisdiction": "england-and-wales",
    "enhanced": True,
    "today": "2026-11-22",
    "events": [{"kind": "arrested", "date": "2026-11-20", "told": None}],
}


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run the command over a case: exit code, what it printed, what it said beside that."""

    def run(case: Any, *options: str) -> tuple[int, str, str]:
        path = tmp_path / "case.json"
        path.write_text(case if isinstance(case, str) else json.dumps(case))
        code = main(["notices", str(path), *options])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_the_list_has_the_six_promised_keys_and_more_about_the_law(ask: Any) -> None:
    code, out, err = ask(CASE, "--json")
    assert (code, err) == (Exit.FINE, "")
    (notice,) = json.loads(out)
    six = {key: notice[key] for key in ("rule", "event", "who", "earliest", "latest", "status")}
    assert six == {
        "rule": "R6-ARR",
        "event": 0,
        "who": "police",
        "earliest": "2026-11-20",
        "latest": "2026-11-23",
        "status": "due",
    }
    rest = {key: notice[key] for key in notice if key not in (*six, "about", "message")}
    assert rest == {
        "right": 6,
        "limit": "enhanced",
        "if_enhanced": None,
        "firm": True,
        "check_this": False,
        "unknown": None,
        "says": "wait",
        "version": "Victims' Code (2021), 12 rights, page last updated on 29 February 2024",
        "checked": "2026-11-25",
    }


def test_whoever_did_not_say_enhanced_gets_both_days(ask: Any) -> None:
    for case in ({**CASE, "enhanced": None}, {k: v for k, v in CASE.items() if k != "enhanced"}):
        (notice,) = json.loads(ask(case, "--json")[1])
        assert (notice["limit"], notice["latest"]) == ("standard", "2026-11-27")
        assert notice["if_enhanced"] == "2026-11-23"
        words = ask(case)[1]
        assert "by 27 November 2026" in words
        assert "With enhanced rights: by 23 November 2026." in words
        assert NOT_SAID in words


@pytest.mark.parametrize("place", ["scotland", "northern-ireland"])
def test_elsewhere_the_list_is_empty_and_a_word_says_why(ask: Any, place: str) -> None:
    case = {**CASE, "jurisdiction": place}
    assert ask(case, "--json") == (Exit.FINE, "[]\n", "")
    assert ask(case) == (Exit.FINE, "", ELSEWHERE + "\n")


def test_in_words_it_names_who_and_by_when_and_the_code(ask: Any) -> None:
    code, out, err = ask(CASE)
    assert (code, err) == (Exit.FINE, "")
    assert out == (
        "Event 0, 20 November 2026.\n"
        "   The police should tell you that the other person was arrested: by 23 November 2026. "
        "You can ask at any time.\n"
        "   R6-ARR, Victims' Code (2021), 12 rights, page last updated on 29 February 2024, "
        "checked 25 November 2026.\n"
        f"{CLOSING}\n"
    )
    assert "call 999" in CLOSING
    assert ask({**CASE, "events": []}) == (Exit.FINE, "", "")


def test_whoever_said_it_is_not_told_that_they_did_not(ask: Any) -> None:
    assert NOT_SAID not in ask(CASE)[1]
    assert NOT_SAID not in ask({**CASE, "enhanced": False})[1]


def test_once_the_day_has_gone_by_there_is_a_message_to_send(ask: Any) -> None:
    out = ask({**CASE, "today": "2026-11-24"})[1]
    assert "by 23 November 2026. You could ask them now." in out
    assert "A message you could send: “I am asking about an arrest." in out


def test_of_a_weak_time_the_words_never_say_that_it_has_passed(ask: Any) -> None:
    case = {**CASE, "today": "2027-01-10", "events": [{"kind": "charged", "date": "2026-11-20"}]}
    out = ask(case)[1]
    assert "usually by 23 November 2026. Check this:" in out
    assert "should have heard" not in out
    (notice,) = json.loads(ask(case, "--json")[1])
    assert (notice["status"], notice["firm"], notice["says"]) == ("past", False, "check")


def test_past_its_review_a_rule_says_check_this(ask: Any) -> None:
    case = {**CASE, "today": "2027-03-01", "events": [{"kind": "arrested", "date": "2027-02-26"}]}
    assert "Check this" in ask(case)[1]
    (notice,) = json.loads(ask(case, "--json")[1])
    assert (notice["check_this"], notice["status"]) == (True, "due")


def test_a_day_that_nobody_knows_is_never_past(ask: Any) -> None:
    case = {**CASE, "today": "2029-01-01", "events": [{"kind": "arrested", "date": None}]}
    (notice,) = json.loads(ask(case, "--json")[1])
    assert [notice[key] for key in ("earliest", "latest", "status")] == [None, None, "due"]
    assert notice["unknown"] == "no-day"
    out = ask(case)[1]
    assert "Event 0, day not known." in out
    assert "We cannot work out the day." in out


def test_rules_that_are_switched_off_are_left_out(ask: Any) -> None:
    assert ask(CASE, "--json", "--without", "R6-ARR") == (Exit.FINE, "[]\n", "")
    assert len(json.loads(ask(CASE, "--json", "--without", "R6-INT")[1])) == 1
    code, out, err = ask(CASE, "--without", "R7-ARR", "--without", "R6-INT")
    assert (code, out, err) == (Exit.WRONG_USAGE, "", "fourfold: there is no rule R7-ARR\n")


def test_a_one_off_holiday_of_the_operator_moves_the_day(ask: Any, tmp_path: Path) -> None:
    own = tmp_path / "own.json"
    own.write_text(
        '{"added": [{"day": "2026-11-23", "name": "One-off", "source": "GOV.UK, news"}]}'
    )
    (notice,) = json.loads(ask(CASE, "--json", "--holidays", str(own))[1])
    assert notice["latest"] == "2026-11-24"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (None, Exit.NO_INPUT, "the file of holidays cannot be read"),
        ('{"added": 1}', Exit.TO_MEND, "the file of holidays: Expected `array`"),
        ('{"taken_away": ["2026-11-24"]}', Exit.TO_MEND, "2026-11-24 is no holiday"),
    ],
)
def test_a_file_of_holidays_that_is_wrong_is_refused(
    ask: Any, tmp_path: Path, text: str | None, code: Exit, words: str
) -> None:
    own = tmp_path / "own.json"
    if text:
        own.write_text(text)
    found, out, err = ask(CASE, "--holidays", str(own))
    assert (found, out) == (code, "")
    assert words in err


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("{", "the case is not JSON"),
        ("", "the case is not JSON"),
        ("[" * 100_000, "the case is not JSON"),
        ("[]", "the case is not of the kind"),
        ({**CASE, "jurisdiction": "narnia"}, "jurisdiction is none of the choices"),
        ({**CASE, "events": [{"kind": "shouted", "date": None}]}, "events[0].kind is none of"),
        ({**CASE, "events": [{"kind": "arrested", "date": "soon"}]}, "events[0].date is not a day"),
        (
            {**CASE, "events": [{"kind": "arrested", "date": "2026-11-20", "told": "2026-11-19"}]},
            "events[0].told lies before the event",
        ),
    ],
)
def test_a_case_that_cannot_be_is_refused_and_not_quoted(ask: Any, case: Any, words: str) -> None:
    for options in ((), ("--json",)):
        code, out, err = ask(case, *options)
        assert (code, out) == (Exit.TO_MEND, "")
        assert words in err
        for written in ("narnia", "shouted", "soon", "2026"):
            assert written not in err.replace("such as 2026-11-20", "")


def test_a_case_that_is_not_there_is_said_to_be_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notices", str(tmp_path / "none.json")]) == Exit.NO_INPUT
    assert main(["notices", str(tmp_path)]) == Exit.NO_INPUT
    assert "not there" in capsys.readouterr().err


def test_a_case_can_come_through_a_pipe_and_leave_no_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = io.TextIOWrapper(io.BytesIO(json.dumps(CASE).encode()))
    monkeypatch.setattr(sys, "stdin", raw)
    assert main(["notices", "-", "--json"]) == Exit.FINE
    assert json.loads(capsys.readouterr().out)[0]["rule"] == "R6-ARR"


def test_without_a_day_of_its_own_the_case_is_seen_from_today(ask: Any) -> None:
    case = {k: v for k, v in CASE.items() if k != "today"}
    old = {**case, "events": [{"kind": "arrested", "date": "2024-01-02"}]}
    assert json.loads(ask(old, "--json")[1])[0]["status"] == "past"


def test_it_starts_without_settings_or_a_data_folder(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(CASE))
    command = [sys.executable, "-m", "fourfold.cli.main", "notices", str(path), "--json"]
    environment = {"FOURFOLD_ORIGIN": "no address at all", "FOURFOLD_DATA": "/dev/null/none"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)[0]["status"] == "due"


def test_every_code_has_its_words() -> None:
    assert set(SAYS) == set(Stance)
    assert set(WHO) == set(Teller)
    codes = {"type", "field_unknown", "field_missing", "choice_unknown", "not_a_day", "corrects"}
    assert set(WRONG) == codes | {"told_before", "until_before", "until_without_date"}
