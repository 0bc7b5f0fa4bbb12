"""Settings: a good one is read, a bad one is refused with a sentence that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfold.web.project import env


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ORIGIN", "DATABASE_URL", "EXIT_URL", "IDLE_MINUTES", "DATA"):
        monkeypatch.delenv(f"FOURFOLD_{name}", raising=False)


@pytest.mark.parametrize(
    ("given", "shown", "host", "is_https"),
    [
        ("", "http://localhost:8000", "localhost", False),
        ("  ", "http://localhost:8000", "localhost", False),
        ("http://127.0.0.1:9", "http://127.0.0.1:9", "127.0.0.1", False),
        ("http://[::1]:8000/", "http://[::1]:8000", "[::1]", False),
        ("https://notes.example.org", "https://notes.example.org", "notes.example.org", True),
        ("https://Notes.Example.org:8443", "https://notes.example.org:8443", "notes.example.org",
         True),
    ],
)  # fmt: skip
def test_an_origin_decides_host_and_kind(
    monkeypatch: pytest.MonkeyPatch, given: str, shown: str, host: str, is_https: bool
) -> None:
    monkeypatch.setenv("FOURFOLD_ORIGIN", given)
    origin = env.origin()
    assert (str(origin), origin.host, origin.is_https) == (shown, host, is_https)


@pytest.mark.parametrize(
    "given",
    [
        "localhost",
        "ftp://localhost",
        "https://",
        "https://notes.example.org/path",
        "https://notes.example.org?x=1",
        "https://notes.example.org#x",
        "https://somebody@notes.example.org",
        "https://notes.example.org:port",
        "https://notes.example.org:99999",
        "https://[::1",
        "http://notes.example.org",
        "http://localhost.example.org",
        "http://192.168.1.5:8000",
    ],
)
def test_a_bad_origin_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("FOURFOLD_ORIGIN", given)
    with pytest.raises(env.BadSetting, match="FOURFOLD_ORIGIN"):
        env.origin()


def test_plain_http_for_others_is_told_to_use_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURFOLD_ORIGIN", "http://notes.example.org")
    with pytest.raises(env.BadSetting, match="needs https: put a proxy"):
        env.origin()


@pytest.mark.parametrize("given", ["1", "10", "30", " 30 "])
def test_a_number_within_bounds_is_read(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("FOURFOLD_IDLE_MINUTES", given)
    assert env.number("IDLE_MINUTES", 10, 1, 30) == int(given)


@pytest.mark.parametrize(
    "given", ["0", "31", "-1", "1.5", "ten", "1e1", "१०", "²", "0x10", "9" * 5000]
)
def test_any_other_number_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("FOURFOLD_IDLE_MINUTES", given)
    with pytest.raises(env.BadSetting, match="must be a whole number from 1 to 30"):
        env.number("IDLE_MINUTES", 10, 1, 30)


@pytest.mark.parametrize("given", ["http://example.org", "/weather", "javascript:x", "https://"])
def test_exit_leads_to_https_elsewhere(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("FOURFOLD_EXIT_URL", given)
    with pytest.raises(env.BadSetting, match="must be an https address"):
        env.outside_address("EXIT_URL", "https://example.org")


@pytest.mark.parametrize(
    "given", ["mysql://host/name", "postgresql://host", "postgresql://host/", "x"]
)
def test_a_database_of_another_kind_is_refused_without_repeating_its_password(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("FOURFOLD_DATABASE_URL", given.replace("host", "me:secret@host"))
    with pytest.raises(env.BadSetting) as refused:
        env.database(Path("/data"))
    assert "must look like postgresql://" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_postgresql_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURFOLD_DATABASE_URL", "postgresql://me:p%40ss%2Fword@host:5433/notes")
    found = env.database(Path("/data"))
    parts = {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert parts == {
        "NAME": "notes",
        "USER": "me",
        "PASSWORD": "p@ss/word",
        "HOST": "host",
        "PORT": "5433",
    }


def test_sqlite_syncs_fully_and_overwrites_what_is_deleted() -> None:
    found = env.database(Path("/data"))
    assert found["NAME"] == Path("/data/fourfold.sqlite3")
    commands = str(found["OPTIONS"])
    for pragma in ("synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY", "journal_mode=WAL"):
        assert pragma in commands
