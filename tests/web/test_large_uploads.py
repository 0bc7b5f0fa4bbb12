"""Large, slow and broken uploads through a real server: what they may cost, and what is kept."""

from __future__ import annotations

import http.client
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from fourfold.web.safety import bodies
from tests.web.running import Disk, running, wait_until
from tests.web.visitor import File, Visitor, encode_form, encode_parts, start_record

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("uploads")]

MIB = 1024 * 1024
LIMIT_MIB = 260


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Disk]:
    with running(tmp_path_factory.mktemp("disk"), FOURFOLD_MAX_FILE_MB=str(LIMIT_MIB)) as disk:
        yield disk


@pytest.fixture
def her(disk: Disk) -> Visitor:
    visitor = Visitor(disk.address)
    start_record(visitor)
    return visitor


class Sending:
    """A form with one file, sent by hand: `size` bytes are promised for the file."""

    def __init__(self, her: Visitor, what: str, size: int, path: str = "/n/add") -> None:
        form = her.fill_in(path, what=what, when="unknown")
        kind, body = encode_parts(form.fields, (File("film.mp4", b"%"),))
        self.before, self.after = body.split(b"%", 1)
        self.size = size
        length = len(self.before) + size + len(self.after)
        self.head = her.head_of_post(path, kind, length)
        self.line = connect(her.netloc)

    def start(self, size: int = 0) -> None:
        self.line.sendall(self.head + self.before + bytes(size))

    def go_on(self, size: int) -> None:
        piece = secrets.token_bytes(MIB)
        for _ in range(size // MIB):
            self.line.sendall(piece)

    def end(self) -> None:
        self.line.sendall(self.after)

    def answer(self) -> tuple[int, str]:
        answer = http.client.HTTPResponse(self.line)
        answer.begin()
        return answer.status, answer.getheader("Location", "")


def files(disk: Disk) -> list[Path]:
    return [path for path in (disk.data / "files").rglob("*") if path.is_file()]


def drafts(her: Visitor) -> int:
    return her.read("/n/").count("/n/add/")


def count_entries(disk: Disk) -> int:
    return int(disk.select("SELECT count(*) AS n FROM record_entryrow")[0]["n"])


def memory_mib(disk: Disk) -> float:
    """What the service and its processes hold now."""
    assert disk._process
    return sum(_held_kib(pid) for pid in family(disk._process.pid)) / 1024


def family(pid: int) -> list[int]:
    found = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    children = [child for each in found for child in each]
    return [pid, *(each for child in children for each in family(int(child)))]


def _held_kib(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def connect(netloc: str) -> socket.socket:
    host, port = netloc.split(":")
    return socket.create_connection((host, int(port)), timeout=120)


def test_a_large_file_passes_through_little_memory_and_no_temporary_folder(
    disk: Disk, her: Visitor
) -> None:
    idle, peak, ends = memory_mib(disk), 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ends.wait(0.05):
            peak = max(peak, memory_mib(disk))

    watching = threading.Thread(target=watch)
    watching.start()
    sending = Sending(her, "A long film.", 256 * MIB)
    with closing(sending.line):
        sending.start()
        sending.go_on(256 * MIB)
        assert not list((disk.root / "tmp").iterdir())
        sending.end()
        status, where = sending.answer()
    ends.set()
    watching.join()
    assert status == 303
    assert where.endswith("/saved")
    assert idle < peak < idle + 100
    assert [path.stat().st_size > 256 * MIB for path in files(disk)].count(True) == 1


@pytest.mark.parametrize("size", [LIMIT_MIB * MIB + 1, (LIMIT_MIB + 2) * MIB])
def test_a_file_over_the_limit_is_refused_and_the_words_are_kept(
    disk: Disk, her: Visitor, size: int
) -> None:
    before = files(disk)
    sending = Sending(her, "These words stay.", size)
    with closing(sending.line):
        sending.start(size % MIB)
        sending.go_on(size)
        sending.end()
        status, where = sending.answer()
    assert status == 303
    page = her.read(where)
    assert "film.mp4 was not kept:" in page
    assert "bigger than this service can take" in page
    assert "These words stay." in page
    assert files(disk) == before


def test_a_file_that_would_never_end_is_not_read_and_the_words_are_kept(
    disk: Disk, her: Visitor
) -> None:
    sending = Sending(her, "These words stay too.", 10**13)
    with closing(sending.line), suppress(OSError):
        sending.start()
        sending.go_on(10**13)
    assert drafts(her) == 1
    assert "These words stay too." in her.read("/n/")


def test_an_upload_cut_half_way_leaves_the_words_and_nothing_of_the_file(
    disk: Disk, her: Visitor
) -> None:
    before, entries = files(disk), count_entries(disk)
    sending = Sending(her, "I was still sending.", 50 * MIB)
    sending.start()
    sending.go_on(20 * MIB)
    wait_until(lambda: len(files(disk)) > len(before), "nothing was written")
    sending.line.close()
    wait_until(lambda: drafts(her), "the words were not kept")
    assert files(disk) == before
    assert "I was still sending." in her.read("/n/")
    assert count_entries(disk) == entries


@pytest.mark.parametrize("size", [MIB // 2, 5 * MIB])
def test_words_cut_half_way_are_a_draft_and_not_an_entry(
    disk: Disk, her: Visitor, size: int
) -> None:
    before = count_entries(disk)
    form = her.fill_in("/n/add", what="Enough to save", when="unknown", feelings="sick" * 1000)
    fields = {name: form.fields[name] for name in sorted(form.fields, key="feelings".__eq__)}
    kind, body = encode_parts(fields, (File("photo.jpg", bytes(size)),))
    cut = body.index(b"sicksick") + 2000
    with connect(her.netloc) as line:
        line.sendall(her.head_of_post("/n/add", kind, len(body)) + body[:cut])
    wait_until(lambda: drafts(her), "the words were not kept")
    assert count_entries(disk) == before


def test_a_form_cut_half_way_changes_nothing(disk: Disk) -> None:
    visitor = Visitor(disk.address)
    form = visitor.fill_in("/feedback", useful="yes", words="nothing " * 100)
    kind, body = encode_form(form.fields)
    with connect(visitor.netloc) as line:
        line.sendall(visitor.head_of_post("/feedback", kind, len(body)) + body[:-400])
    assert visitor.post("/feedback", form.fields).leads_to.startswith("/feedback/")
    assert disk.select("SELECT count(*) AS n FROM feedback_feedback")[0]["n"] == 1


def test_forty_stalled_uploads_leave_every_other_page_and_exit_answering(disk: Disk) -> None:
    owners = [Visitor(disk.address) for _ in range(5)]
    for owner in owners:
        start_record(owner)
    with ExitStack() as stack:
        stalled = [Sending(owners[n % 5], f"Stalled {n}", 9 * MIB) for n in range(40)]
        for each in stalled:
            stack.enter_context(closing(each.line))
            each.start(1000)
        full = [each for each in stalled if is_answered(each)]
        assert len(full) == 40 - bodies.UPLOADS.total
        assert {each.answer()[0] for each in full} == {503}
        for owner in owners:
            owner.read("/n/")
            owner.send("/n/add", what="Without a file.", when="unknown")
            assert owner.get("/leave").status == 302
    visitor = Visitor(disk.address)
    start_record(visitor)
    photo = File("photo.jpg", bytes(2 * MIB))
    wait_until(lambda: is_saved(visitor, photo), "the places were not given back")


def test_forms_that_never_arrive_leave_every_other_page_answering(disk: Disk) -> None:
    visitor = Visitor(disk.address)
    head = visitor.head_of_post("/n/open", "application/x-www-form-urlencoded", 1000)
    with ExitStack() as stack:
        for _ in range(60):
            line = stack.enter_context(connect(visitor.netloc))
            line.sendall(head + b"name=")
        for _ in range(20):
            assert visitor.get("/leave").status == 302
        assert visitor.post("/n/open", {"name": ["x"]}).status == 503
    wait_until(lambda: visitor.post("/n/open", {"name": ["x"]}).status != 503, "still full")


def test_downloads_that_nobody_takes_leave_every_other_page_answering(disk: Disk) -> None:
    owners = [Visitor(disk.address) for _ in range(3)]
    for owner in owners:
        start_record(owner)
        owner.send("/n/add", File("film.mp4", bytes(40 * MIB)), what="A film", when="unknown")
    with ExitStack() as stack:
        for n in range(40):
            owner = owners[n % 3]
            line = stack.enter_context(connect(owner.netloc))
            cookie = f"visit={owner.cookies['visit']}"
            head = f"GET /n/1/file/1 HTTP/1.1\r\nHost: {owner.netloc}\r\nCookie: {cookie}\r\n\r\n"
            line.sendall(head.encode())
        for owner in owners:
            assert owner.read("/n/")
            assert owner.get("/leave").status == 302


def test_a_name_meant_to_harm_is_kept_as_words_and_used_for_nothing(
    disk: Disk, her: Visitor
) -> None:
    before = set(files(disk))
    her.send("/n/add", File("..%2f..%2f<b>x.jpg", b"\xff\xd8"), what="Named", when="unknown")
    (new,) = set(files(disk)) - before
    assert len(new.name) == 32
    assert "&lt;b&gt;x.jpg" in her.read("/n/1")


def is_answered(sending: Sending) -> bool:
    sending.line.settimeout(0.3)
    try:
        return bool(sending.line.recv(1, socket.MSG_PEEK))
    except TimeoutError:
        return False
    finally:
        sending.line.settimeout(120)


def is_saved(visitor: Visitor, photo: File) -> bool:
    form = visitor.fill_in("/n/add", what="Again.", when="unknown")
    return visitor.post("/n/add", form.fields, photo).leads_to.endswith("/saved")
