"""Files: sealed as they arrive, kept exactly, and never handed to a browser to open by itself."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from fourfold.core.record import media
from fourfold.vault.errors import VaultError
from fourfold.web.accounts import server
from fourfold.web.record import files, queries
from fourfold.web.record.models import EntryRow, FileRow
from fourfold.web.safety import bodies
from tests import make

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(range(200))
PLAYER = {"Sec-Fetch-Dest": "audio"}


def exhibits(member, number=1):
    return queries.history(member.owner, number).latest.exhibits


def content(member, exhibit):
    with queries.open_exhibit(member.owner, exhibit) as reader:
        return reader.read_range(0, reader.size)


def add(member, *uploads, **answers):
    return member.client.post("/n/add", make.form(uploads=list(uploads), **answers))


# ------------------------------------------------------------------ in


def test_a_photo_is_kept_byte_for_byte(ada):
    picture = make.jpeg()
    assert add(ada, make.upload(picture))["Location"] == "/n/1/saved"
    (exhibit,) = exhibits(ada)
    assert (exhibit.ref, exhibit.name, exhibit.size) == ("FF/1", "photo.jpg", len(picture))
    assert exhibit.media_type == "image/jpeg"
    assert content(ada, exhibit) == picture


def test_no_plain_byte_of_a_file_is_stored(ada, service):
    add(ada, make.upload(b"a string that can be found" * 100))
    for path in service.rglob("*"):
        assert path.is_dir() or b"can be found" not in path.read_bytes(), path


def test_several_files_are_numbered_over_the_whole_record(ada):
    add(ada, make.upload(b"1", "a.txt"), make.upload(b"2", "b.txt"))
    add(ada, make.upload(b"3", "c.txt"))
    assert [each.ref for each in exhibits(ada)] == ["FF/1", "FF/2"]
    assert [each.ref for each in exhibits(ada, 2)] == ["FF/3"]


def test_a_saved_file_has_its_key_sealed_and_bound_to_its_entry(ada):
    add(ada, make.upload())
    row = FileRow.objects.get()
    assert row.number == 1
    assert b"age-encryption" not in bytes(row.header)


def test_an_empty_file_is_kept_and_says_so(ada):
    add(ada, make.upload(b"", "empty.txt"))
    assert exhibits(ada)[0].size == 0
    assert "this file was empty" in ada.client.get("/n/1").content.decode()
    assert ada.client.get("/n/1/file/1").getvalue() == b""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a<script>.jpg", "a&lt;script&gt;.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\photo.jpg", "photo.jpg"),
        ("x" * 300, "x" * 255),
        ("gpj.\u202eexe", "gpj.exe"),
        ("lluniau – dydd Gŵyl.jpg", "lluniau – dydd Gŵyl.jpg"),
        ("{{ csrf_token }}{% now %}.jpg", "{{ csrf_token }}{% now %}.jpg"),
    ],
)
def test_a_hostile_name_is_only_a_name(ada, name, shown):
    # By hand: Django's own UploadedFile would already have cleaned the name.
    body = encode_multipart(BOUNDARY, make.form(uploads=SimpleUploadedFile("NAME", b"x")))
    body = body.replace(b'filename="NAME"', b'filename="' + name.encode() + b'"')
    answer = ada.client.generic("POST", "/n/add", body, content_type=MULTIPART_CONTENT)
    assert answer["Location"] == "/n/1/saved"
    assert shown in ada.client.get("/n/1").content.decode()


def test_a_file_over_the_limit_is_refused_and_the_words_and_other_files_are_kept(ada, settings):
    settings.MAX_FILE = 1000
    answer = add(ada, make.upload(b"x" * 1001, "big.mp4"), make.upload(b"y", "small.jpg"))
    page = ada.client.get(answer["Location"]).content.decode()
    assert "big.mp4 was not kept: it is bigger" in page
    assert "He was outside the shop again." in page
    assert "small.jpg" in page
    assert len(list(server.store().names())) == 1
    assert not EntryRow.objects.exists()


def test_a_file_of_exactly_the_limit_is_kept(ada, settings):
    settings.MAX_FILE = 1000
    assert add(ada, make.upload(b"x" * 1000))["Location"] == "/n/1/saved"


def test_too_many_files_at_once_are_named_and_the_rest_is_kept(ada, settings):
    answer = add(ada, *(make.upload(b"x", f"{n}.jpg") for n in range(settings.MAX_FILES + 1)))
    page = ada.client.get(answer["Location"]).content.decode()
    assert f"{settings.MAX_FILES}.jpg was not kept: too many files at once" in page
    assert len(list(server.store().names())) == settings.MAX_FILES


def test_a_full_disk_is_explained_and_the_words_are_kept(ada, settings):
    settings.FREE_SPACE_FLOOR = 2**62
    server.store.cache_clear()
    answer = add(ada, make.upload())
    page = ada.client.get(answer["Location"]).content.decode()
    assert "there is no room left here just now" in page
    assert "He was outside the shop again." in page
    saved = ada.client.post(answer["Location"], make.form())
    assert saved["Location"] == "/n/1/saved"


def test_a_file_that_arrives_cut_is_named_and_not_kept(ada):
    body = encode_multipart(BOUNDARY, make.form(uploads=make.upload(b"x" * 100_000)))
    cut = body[:50_000]
    answer = ada.client.generic("POST", "/n/add", cut, content_type=MULTIPART_CONTENT)
    page = ada.client.get(answer["Location"]).content.decode()
    assert "photo.jpg did not arrive whole" in page
    assert list(server.store().names()) == []
    assert not EntryRow.objects.exists()


def test_nobody_uploads_a_byte(nobody, service):
    answer = nobody.post("/n/add", make.form(uploads=make.upload()))
    assert answer["Location"] == "/n/open"
    assert not FileRow.objects.exists()
    assert list(server.store().names()) == []


# ------------------------------------------------------------------ out


def test_a_download_is_for_no_browser_to_open(ada):
    add(ada, make.upload(b"<script>alert(1)</script>", "page.html"))
    answer = ada.client.get("/n/1/file/1")
    assert answer.getvalue() == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="FF-1.bin"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_media_is_hidden_behind_a_click(ada):
    add(ada, make.upload(make.jpeg()))
    assert "<img" not in ada.client.get("/n/1").content.decode()
    assert '<img class="app-picture" src="/n/1/file/1/picture"' in (
        ada.client.get("/n/1/file/1/show").content.decode()
    )


def test_a_picture_is_new_pixels(ada):
    marked = make.jpeg().replace(b"JFIF\x00", b"JFIF\x00", 1) + b"SECRET-TRAILER"
    add(ada, make.upload(marked))
    answer = ada.client.get("/n/1/file/1/picture")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert b"SECRET" not in answer.content


@pytest.mark.parametrize("data", [b"just text", b"<svg xmlns='x' onload='a()'/>", b"%PDF-1.7", WAV])
def test_nothing_but_a_picture_is_shown_as_one(ada, data):
    add(ada, make.upload(data))
    assert ada.client.get("/n/1/file/1/picture").status_code == 404


def test_a_broken_picture_is_a_picture_that_cannot_be_shown(ada):
    add(ada, make.upload(b"\xff\xd8\xff\xe0 no more"))
    assert ada.client.get("/n/1/file/1/picture").status_code == 404
    assert ada.client.get("/n/1/file/1/show").status_code == 200


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        ("", (0, 216)),
        ("bytes=0-", (0, 216)),
        ("bytes=0-3", (0, 4)),
        ("bytes=100-9999", (100, 216)),
        ("bytes=-16", (200, 216)),
        ("bytes=0-3,8-9", (0, 216)),
        ("lines=1-2", (0, 216)),
    ],
)
def test_sound_plays_by_range(ada, asked, span):
    add(ada, make.upload(WAV))
    answer = ada.client.get(
        "/n/1/file/1/play", headers=PLAYER | ({"Range": asked} if asked else {})
    )
    start, stop = span
    assert answer.status_code == 206
    assert answer.getvalue() == WAV[start:stop]
    assert answer["Content-Range"] == f"bytes {start}-{stop - 1}/216"
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("audio/wav", "nosniff")


@pytest.mark.parametrize("asked", ["bytes=216-", "bytes=300-400", "bytes=5-4"])
def test_a_range_out_of_reach_is_said_to_be(ada, asked):
    add(ada, make.upload(WAV))
    answer = ada.client.get("/n/1/file/1/play", headers=PLAYER | {"Range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */216")


@pytest.mark.parametrize("place", ["document", "iframe", "image", "script", "empty", ""])
def test_only_a_player_gets_sound(ada, place):
    add(ada, make.upload(WAV))
    headers = {"Sec-Fetch-Dest": place} if place else {}
    assert ada.client.get("/n/1/file/1/play", headers=headers).status_code == 404


def test_what_is_not_on_the_list_is_not_played(ada):
    add(ada, make.upload(b"<html>"))
    assert ada.client.get("/n/1/file/1/play", headers=PLAYER).status_code == 404


def test_each_type_on_the_lists_has_an_ending():
    assert not (media.PICTURES | media.PLAYABLE) - set(files.ENDINGS)


def test_the_page_gives_the_fingerprint(ada):
    add(ada, make.upload(b"abc"))
    page = ada.client.get("/n/1").content.decode()
    assert re.search(r"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", page)


# ------------------------------------------------------------------ what was put in their place


def payload_path(service, member, exhibit):
    return next(path for path in service.rglob(exhibit.file_id) if path.is_file())


def test_another_valid_file_in_its_place_is_refused(ada, service):
    add(ada, make.upload(b"one"), make.upload(b"two"))
    one, two = exhibits(ada)
    paths = [payload_path(service, ada, each) for each in (one, two)]
    data = [path.read_bytes() for path in paths]
    paths[0].write_bytes(data[1])
    paths[1].write_bytes(data[0])
    for place in (1, 2):
        answer = ada.client.get(f"/n/1/file/{place}")
        assert answer.status_code == 500
        assert b"What is stored is not what you saved" in answer.content


def test_a_file_sealed_by_somebody_else_is_refused(ada, service):
    add(ada, make.upload(b"one"))
    (exhibit,) = exhibits(ada)
    planted = make.kept_file(ada.owner, b"two")
    row = FileRow.objects.get(file_id=planted.file_id)
    header = bytes(row.header)
    payload_path(service, ada, exhibit).write_bytes(
        payload_path(service, ada, planted).read_bytes()
    )
    FileRow.objects.filter(file_id=exhibit.file_id).update(header=header, number=0)
    with pytest.raises(VaultError):
        queries.open_exhibit(ada.owner, exhibit)


def test_a_file_that_is_gone_is_said_to_be_gone(ada, service):
    add(ada, make.upload(b"one"))
    payload_path(service, ada, exhibits(ada)[0]).unlink()
    assert ada.client.get("/n/1/file/1").status_code == 500
    assert ada.client.get("/n/1").status_code == 200


# ------------------------------------------------------------------ whose they are


@pytest.mark.parametrize("path", ["", "/show", "/picture", "/play"])
def test_cal_gets_no_file_of_ada(ada, cal, path):
    add(ada, make.upload(make.jpeg()))
    assert cal.client.get(f"/n/1/file/1{path}", headers=PLAYER).status_code == 404
    make.entry(cal.owner)
    assert cal.client.get(f"/n/1/file/1{path}", headers=PLAYER).status_code == 404


@pytest.mark.parametrize("path", ["", "/show", "/picture", "/play"])
def test_nobody_gets_a_file(ada, nobody, path):
    add(ada, make.upload(make.jpeg()))
    assert nobody.get(f"/n/1/file/1{path}", headers=PLAYER)["Location"] == "/n/open"


@pytest.mark.parametrize("place", [2, 3, 999999999])
def test_there_are_only_as_many_files_as_there_are(ada, place):
    add(ada, make.upload())
    assert ada.client.get(f"/n/1/file/{place}").status_code == 404


def test_pictures_in_the_making_take_only_some_of_the_threads(ada, monkeypatch):
    """Each may take half a minute of a thread: a page full of them would stop everybody's Exit."""
    add(ada, make.upload(make.jpeg()))
    monkeypatch.setattr(bodies, "PREVIEWS", bodies.Places(total=4, each=1))
    place = bodies.PREVIEWS.take(ada.owner.record_id)
    assert place
    assert ada.client.get("/n/1/file/1/picture").status_code == 503
    place.give_back()
    assert ada.client.get("/n/1/file/1/picture").status_code == 200
    assert ada.client.get("/n/1/file/1/picture").status_code == 200


def test_a_picture_that_cannot_be_made_gives_its_place_back(ada, monkeypatch):
    add(ada, make.upload(make.jpeg()[:200]))
    monkeypatch.setattr(bodies, "PREVIEWS", bodies.Places(total=1, each=1))
    for _ in range(2):
        assert ada.client.get("/n/1/file/1/picture").status_code == 404
