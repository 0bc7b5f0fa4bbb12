"""The `fourfold` command on real folders: what it says, what it does, how it ends."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fourfold.cli.exits import Exit
from tests.operators import add_operator, try_to_add

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
PREPARE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "fourfold.web.project.settings"
django.setup()
import secrets
from django.utils import timezone
from fourfold.vault.argon import Params, derive
from fourfold.vault.recovery import RecoveryCode
from fourfold.cli import serve
from fourfold.web.accounts import actions
assert not serve.prepare()
salt = bytes(16)
derived = derive("violet tractor sings", salt, Params.current())
code = RecoveryCode(bytes(16))
actions.create_record("blue stone 12", code, salt, derived, timezone.now())
"""
Ended = tuple[int, str, str]


def run(*words: str, data: Path | None = None, typed: str = "", **settings: str) -> Ended:
    """Run one command; returns its exit code and what it wrote to both outputs."""
    plain = {name: value for name, value in os.environ.items() if "FOURFOLD" not in name}
    more = ["--data", str(data)] if data else []
    done = subprocess.run(
        [sys.executable, "-m", "fourfold.cli.main", *words, *more],
        env=plain | {"PYTHONPATH": str(ROOT)} | settings,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with one record, made once."""
    data = tmp_path_factory.mktemp("prepared") / "data"
    plain = {name: value for name, value in os.environ.items() if "FOURFOLD" not in name}
    subprocess.run(
        [sys.executable, "-c", PREPARE],
        env=plain | {"PYTHONPATH": str(ROOT), "FOURFOLD_DATA": str(data)},
        check=True,
    )
    return data


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """A copy of it, to break."""
    return Path(shutil.copytree(prepared, tmp_path / "data"))


def only_key(data: Path, purpose: str) -> Path:
    (found,) = (data / "keys").glob(f"{purpose}-*.key")
    return found


def execute(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "fourfold.sqlite3")) as database, database:
        database.execute(statement)


# ------------------------------------------------------------------ check


def test_check_finds_nothing_to_stop_for(data: Path) -> None:
    code, out, _ = run("check", data=data)
    assert code == Exit.FINE
    assert "are as they should be" in out
    assert "STOP" not in out


def lose_pepper(data: Path) -> None:
    only_key(data, "pepper").unlink()


def lose_all_keys(data: Path) -> None:
    shutil.rmtree(data / "keys")


def put_zeros(data: Path) -> None:
    key = only_key(data, "jobs")
    key.write_text(f"fourfold-jobs-1 1 {'0' * 64}\n")


def empty_key(data: Path) -> None:
    only_key(data, "signing").write_text("")


def put_a_stranger(data: Path) -> None:
    key = only_key(data, "pepper")
    key.rename(key.with_name("pepper-00000000.key"))


def let_others_read(data: Path) -> None:
    only_key(data, "pepper").chmod(0o644)


def let_others_in(data: Path) -> None:
    data.chmod(0o755)


def age_the_database(data: Path) -> None:
    execute(data, "DELETE FROM django_migrations WHERE app = 'packs'")


def put_a_newer_database(data: Path) -> None:
    execute(
        data,
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('record', '0999_of_next_year', '2027-01-01')",
    )


def break_the_database(data: Path) -> None:
    (data / "fourfold.sqlite3").write_bytes(b"this is no database" * 1000)


def lose_the_database(data: Path) -> None:
    (data / "fourfold.sqlite3").unlink()


def lose_the_database_beside_files(data: Path) -> None:
    lose_the_database(data)
    (data / "files" / "ab").mkdir(parents=True)
    (data / "files" / "ab" / "cd").write_bytes(b"sealed")


FAULTS: list[tuple[Callable[[Path], None], str]] = [
    (lose_pepper, "is missing: put it back from your copy. Never make a new one."),
    (lose_all_keys, "is missing: put it back from your copy. Never make a new one."),
    (put_zeros, "is empty or a default: put the real one back."),
    (empty_key, "is empty or a default: put the real one back."),
    (put_a_stranger, "does not belong to this database: put the right one back."),
    (let_others_read, "can read the key pepper-"),
    (let_others_in, "can look into the data folder: chmod 700."),
    (put_a_newer_database, "from a newer version: install that version of Fourfold again."),
    (break_the_database, "cannot be opened: restore it, or check its address."),
    (lose_the_database_beside_files, "but files are here: put it back from your copy."),
]


@pytest.mark.parametrize(("spoil", "words"), FAULTS, ids=lambda each: getattr(each, "__name__", ""))
def test_check_says_what_to_do(data: Path, spoil: Callable[[Path], None], words: str) -> None:
    spoil(data)
    code, out, _ = run("check", data=data)
    assert (code, words in out) == (Exit.BAD_SET_UP, True), out


@pytest.mark.parametrize(
    ("spoil", "words"),
    [FAULTS[0], FAULTS[1], FAULTS[-1]],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_serve_stops_and_makes_no_key(
    data: Path, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(data)
    keys = sorted(path.name for path in data.glob("keys/*"))
    code, _, err = run("serve", data=data)
    assert (code, words in err) == (Exit.BAD_SET_UP, True), err
    assert sorted(path.name for path in data.glob("keys/*")) == keys


def test_check_changes_nothing_where_nothing_is(tmp_path: Path) -> None:
    code, out, _ = run("check", data=tmp_path / "none")
    assert (code, "There is no data folder" in out) == (Exit.BAD_SET_UP, True)
    tmp_path.chmod(0o700)
    code, out, _ = run("check", data=tmp_path)
    assert (code, "There is no database yet" in out) == (Exit.BAD_SET_UP, True)
    assert list(tmp_path.iterdir()) == []


def test_check_says_that_a_start_brings_an_older_database_up_to_date(data: Path) -> None:
    age_the_database(data)
    code, out, _ = run("check", data=data)
    assert (code, "`fourfold serve` updates it" in out) == (Exit.BAD_SET_UP, True)


def test_check_says_when_the_disk_is_nearly_full(data: Path) -> None:
    code, out, _ = run("check", data=data, FOURFOLD_FREE_SPACE_MB=str(1024 * 1024))
    assert (code, "The disk is nearly full" in out) == (Exit.BAD_SET_UP, True)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, _, err = run("serve", data=tmp_path / "file" / "data")
    assert (code, "There is no data folder" in err) == (Exit.BAD_SET_UP, True)


# ------------------------------------------------------------------ exit codes


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("serve", "--port", "0"),
        ("serve", "--port", "65536"),
        ("serve", "--port", "http"),
        ("verify",),
        ("age-key",),
        ("check", "--nonsense"),
        ("operator",),
        ("operator", "add"),
        ("operator", "list", "Dee"),
    ],
)
def test_wrong_usage_ends_with_64(words: tuple[str, ...]) -> None:
    code, _, err = run(*words)
    assert code == Exit.WRONG_USAGE
    assert "usage:" in err


def test_a_bad_setting_ends_with_78_and_a_sentence(data: Path) -> None:
    code, _, err = run("check", data=data, FOURFOLD_IDLE_MINUTES="never")
    assert code == Exit.BAD_SET_UP
    assert (
        err == "fourfold: FOURFOLD_IDLE_MINUTES must be a whole number from 1 to 30, not 'never'.\n"
    )


@pytest.mark.parametrize("command", ["sweep", "feedback"])
def test_a_command_without_an_installation_ends_with_78(tmp_path: Path, command: str) -> None:
    code, _, err = run(command, data=tmp_path)
    assert (code, "Run `fourfold check`" in err) == (Exit.BAD_SET_UP, True)


@pytest.mark.parametrize("command", ["sweep", "feedback"])
def test_a_command_that_does_its_work_ends_with_0(data: Path, command: str) -> None:
    assert run(command, data=data)[0] == Exit.FINE


# ------------------------------------------------------------------ operators

WORDS = "thimble orchard saxophone drizzle"


def test_an_operator_is_added_listed_and_removed(data: Path) -> None:
    secret = add_operator(data, " Dee of Port Ellery ", WORDS)
    assert len(secret) == 32
    assert run("operator", "list", data=data)[:2] == (Exit.FINE, "Dee of Port Ellery\n")
    assert run("operator", "remove", "dee of port ellery", data=data)[0] == Exit.FINE
    assert run("operator", "list", data=data)[:2] == (Exit.FINE, "")
    assert run("operator", "remove", "Dee", data=data)[0] == Exit.NO_INPUT


@pytest.mark.parametrize(
    ("name", "typed", "ended", "words"),
    [
        ("Dee", (WORDS, WORDS), Exit.NO_PERMISSION, "not the code of this secret"),
        ("Dee", (WORDS, WORDS + "s"), Exit.NO_PERMISSION, "the two are not the same"),
        ("Dee", ("deedeedee1", "deedeedee1"), Exit.NO_PERMISSION, "could be guessed"),
        ("Dee", ("", ""), Exit.NO_PERMISSION, "could be guessed"),
        ("Dee", (), Exit.NO_PERMISSION, "could be guessed"),
        ("", (), Exit.WRONG_USAGE, "choose a name"),
        ("!!!", (), Exit.WRONG_USAGE, "choose a name"),
        ("D\u202eee", (), Exit.WRONG_USAGE, "choose a name"),
        ("D" * 61, (), Exit.WRONG_USAGE, "choose a name"),
    ],
)
def test_an_operator_who_cannot_be_added_is_not(
    data: Path, name: str, typed: tuple[str, ...], ended: Exit, words: str
) -> None:
    found, said = try_to_add(data, name, typed, "000000")
    assert (found, words in said) == (ended, True), said
    assert run("operator", "list", data=data)[1] == ""


def test_a_name_is_given_once(data: Path) -> None:
    add_operator(data, "Dee", WORDS)
    found, said = try_to_add(data, "d-e-e", (WORDS, WORDS))
    assert (found, "already" in said) == (Exit.WRONG_USAGE, True)


OPEN = ("--record", "blue stone 12")


def test_the_key_needs_the_passphrase_and_is_written_for_its_owner_only(
    data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "key.txt"
    code, _, err = run("age-key", *OPEN, "--out", str(out), data=data, typed="wrong\n")
    assert (code, out.exists()) == (Exit.NO_PERMISSION, False)
    assert "no record opens with this name and passphrase" in err
    words = "violet tractor sings\n"
    code, shown, _ = run("age-key", *OPEN, "--out", str(out), data=data, typed=words)
    assert (code, shown) == (Exit.FINE, "")
    assert out.read_text().startswith("AGE-SECRET-KEY-1")
    assert out.stat().st_mode & 0o777 == 0o600
    code, _, err = run("age-key", *OPEN, "--out", str(out), data=data, typed=words)
    assert (code, "File exists" in err) == (Exit.NO_INPUT, True)


@pytest.mark.parametrize("file_id", ["0" * 32, "../../etc/passwd"])
def test_a_file_that_is_not_there_ends_with_66_and_leaves_none(
    data: Path, tmp_path: Path, file_id: str
) -> None:
    out = tmp_path / "file.age"
    words = "violet tractor sings\n"
    code, _, _ = run("age-file", file_id, *OPEN, "--out", str(out), data=data, typed=words)
    assert (code, out.exists()) == (Exit.NO_INPUT, False)


def test_leaflets_are_written_for_whoever_prints_them(tmp_path: Path) -> None:
    out = tmp_path / "new" / "leaflets"
    words = ("leaflets", "--out", str(out), "--language", "en", "--size", "a5")
    for _again in range(2):
        code, told, _ = run(*words)
        assert code == Exit.FINE
    named = dict(line.split("  ") for line in told.splitlines())
    assert named["sheet-bmsrx-a5.pdf"]
    assert {each.name for each in out.iterdir()} == set(named)
    assert all(each.read_bytes().startswith(b"%PDF-") for each in out.iterdir())
    code, told, _ = run(*words, "--cover")
    assert (code, "notes-bmsrx-a5.pdf" in told) == (Exit.FINE, True)


def test_leaflets_that_cannot_be_written_end_with_66(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    code, _, err = run("leaflets", "--out", str(tmp_path / "file"))
    assert (code, "cannot write into" in err) == (Exit.NO_INPUT, True)


def test_the_directory_goes_out_as_a_table_and_comes_in_again(data: Path, tmp_path: Path) -> None:
    table = tmp_path / "services.csv"
    code, told, _ = run("directory", "export", str(table), data=data)
    assert (code, "services written to" in told) == (Exit.FINE, True)
    code, told, _ = run("directory", "import", str(table), data=data)
    assert (code, told.splitlines()[-1][:20]) == (Exit.FINE, "0 new, 0 changed, 11")
    text = table.read_text("utf-8").replace("020 3866 4107", "0808 168 9276")
    table.write_text(text.replace("01823 334 244", "12345"), "utf-8")
    code, told, _ = run("directory", "import", str(table), "--json", data=data)
    said = json.loads(told)
    assert code == Exit.TO_MEND
    assert said["changed"] == {"paladin": {"number": ["020 3866 4107", "0808 168 9276"]}}
    assert [(each["line"], each["id"]) for each in said["refused"]] == [(9, "mankind")]


@pytest.mark.needs("pdftotext")
def test_a_table_is_taken_in_only_when_told_to(data: Path, tmp_path: Path) -> None:
    table, out = tmp_path / "services.csv", tmp_path / "leaflets"
    run("directory", "export", str(table), data=data)
    text = table.read_text("utf-8").replace("0808 802 0300", "0808 168 9276")
    table.write_text(text, "utf-8")
    for words in ((), ("--apply",), ()):
        code, told, _ = run("directory", "import", str(table), *words, data=data)
        assert code == Exit.FINE
    assert "0 new, 0 changed" in told
    # Whoever prints leaflets prints the number that the operators have.
    shown = ("leaflets", "--out", str(out), "--language", "en", "--size", "a5")
    code, _, err = run(*shown, FOURFOLD_DATA=str(data))
    assert (code, err) == (Exit.FINE, "")
    paper = out / "sheet-bmsrx-a5.pdf"
    pages = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, text=True).stdout
    pages = pages.replace("\N{NO-BREAK SPACE}", " ")
    assert "0808 168 9276" in pages
    assert "0808 802 0300" not in pages


@pytest.mark.parametrize("name", ["nothing.csv", "."])
def test_a_table_that_is_not_there_ends_with_66(name: str, data: Path, tmp_path: Path) -> None:
    code, _, err = run("directory", "import", str(tmp_path / name), data=data)
    assert (code, name.strip(".") in err) == (Exit.NO_INPUT, True)


def test_a_file_that_is_no_table_ends_with_65(data: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("name;number")
    code, _, err = run("directory", "import", str(tmp_path / "list.csv"), data=data)
    assert (code, "The first line must have the columns" in err) == (Exit.TO_MEND, True)


def test_what_is_not_a_pack_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("no pack")
    assert run("verify", str(tmp_path / "note.txt"))[0] == Exit.NOT_A_PACK
    assert run("verify", str(tmp_path / "nothing"))[0] in (Exit.NOT_A_PACK, Exit.INTERNAL_ERROR)


def test_the_version_is_told() -> None:
    code, out, _ = run("--version")
    assert (code, out.startswith("fourfold ")) == (Exit.FINE, True)


def test_whoever_has_read_enough_may_stop_reading(tmp_path: Path) -> None:
    case = tmp_path / "answers.json"
    case.write_text("{}")
    command = [sys.executable, "-m", "fourfold.cli.main", "orders", str(case)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == Exit.FINE
