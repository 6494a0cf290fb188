import functools
import gzip
import io
import socket
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index import download as downloading
from index import fetch
from index.download import download, is_public
from index.fetch import Document, Lines, documents
from index.types import FetchError, Rejection


def only(target: Path | str) -> Document | Lines | Rejection:
    [item] = documents(str(target))
    return item


def lines(target: Path | str) -> list[tuple[int, bytes] | Rejection]:
    return [line for item in documents(str(target)) if isinstance(item, Lines) for line in item.lines]


def test_a_file_is_one_document(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"Hello")
    assert only(file) == Document(str(file), b"Hello", key=str(file), kind="text")


def test_a_folder_is_read_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", ".hidden.txt", "sub/c.html", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    names = [Path(item.name).name for item in documents(str(tmp_path)) if isinstance(item, Document)]
    assert names == ["a.txt", "b.md", "c.html"]


def test_other_kinds_of_file_in_a_folder_are_rejected_by_name(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    item = only(tmp_path)
    assert isinstance(item, Rejection)
    assert item.where == str(tmp_path / "picture.png")
    assert item.reason.startswith("not a kind of file that Khabar reads (.txt .md ")


def test_a_missing_path_is_an_error_in_one_line() -> None:
    with pytest.raises(FetchError, match=r"^nowhere/a\.txt: no such file or folder; check the path$"):
        only("nowhere/a.txt")


def test_standard_input_is_text_or_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Some text")))
    assert only("-") == Document("standard input", b"Some text")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "a"}\n{"text": "b"}\n')))
    assert lines("-") == [(1, b'{"text": "a"}\n'), (2, b'{"text": "b"}\n')]


def test_gzip_is_unpacked_whatever_its_name(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "a.txt"):
        (tmp_path / name).write_bytes(gzip.compress(b"Hello"))
        item = only(tmp_path / name)
        assert isinstance(item, Document)
        assert (item.data, item.kind) == (b"Hello", "text")


def test_a_truncated_gzip_of_json_lines_keeps_the_whole_lines(tmp_path: Path) -> None:
    rows = [b'{"text": "%d %s"}\n' % (i, bytes(str(i * 7919), "ascii") * 40) for i in range(2000)]
    whole = gzip.compress(b"".join(rows))
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(whole[: len(whole) // 2])
    *good, last = lines(file)
    assert len(good) > 500
    assert good == list(enumerate(rows[: len(good)], start=1))
    kept = sum(map(len, rows[: len(good)]))
    reason = f"the gzip stream is cut off after {kept:,} bytes of whole lines; fetch the file again"
    assert last == Rejection(f"{file}:{len(good) + 1}", reason)


def test_other_damaged_gzip_is_rejected(tmp_path: Path) -> None:
    file = tmp_path / "a.txt.gz"
    file.write_bytes(gzip.compress(b"Hello" * 1000)[:-12])
    assert only(file) == Rejection(str(file), "the gzip stream is cut off; fetch the file again")
    file.write_bytes(gzip.compress(b"Hello" * 1000)[:12] + b"\xff" * 40)
    assert only(file) == Rejection(str(file), "the gzip stream is damaged; fetch the file again")


def test_a_sparse_file_of_200_megabytes_is_rejected_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    item = only(file)
    assert isinstance(item, Rejection)
    assert item.reason == ("is 200 MB; one document may be 50 MB at most: split it, or make it JSON Lines")


def test_what_expands_beyond_the_cap_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAX_DOCUMENT", 1_000_000)
    file = tmp_path / "bomb.txt.gz"
    file.write_bytes(gzip.compress(b"\0" * 5_000_000))
    item = only(file)
    assert isinstance(item, Rejection)
    assert item.reason.startswith("holds more than 1 MB; one document may be 1 MB at most")


def test_an_endless_line_is_rejected_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAX_LINE", 1_000)
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"{}\n" + b"x" * 5_500 + b"\n[]\n")
    assert lines(file) == [
        (1, b"{}\n"),
        Rejection(f"{file}:2", "a line of more than 0 MB"),
        (3, b"[]\n"),
    ]


class Site(BaseHTTPRequestHandler):
    """A few pages: /page, /again (redirects to /page), /loop, /inside (redirects to a private host), /big."""

    def do_GET(self) -> None:
        body = b"<html>hi</html>" if self.path == "/page" else b"x" * 5_000
        target = {"/again": "/page#top", "/loop": "/loop", "/inside": "http://10.0.0.1/"}.get(self.path)
        self.send_response(302 if target else 404 if self.path == "/gone" else 200)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


local = functools.partial(download, allow_loopback=True)


def test_a_page_is_a_document_that_knows_its_final_address(site: str) -> None:
    [item] = documents(f"{site}/again", fetch_url=local)
    assert item == Document(
        name=f"{site}/again",
        data=b"<html>hi</html>",
        content_type="text/html; charset=utf-8",
        url=f"{site}/page",
        key=f"{site}/page",
        kind="html",
    )


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/gone", "the server answered 404 Not Found"),
        ("/loop", "redirects more than 5 times"),
        ("/inside", r"http://10\.0\.0\.1/: 10\.0\.0\.1 is 10\.0\.0\.1, not a public address"),
    ],
)
def test_pages_that_cannot_be_had(site: str, path: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        local(site + path)


def test_a_page_above_the_cap_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "MAX_PAGE", 1_000)
    with pytest.raises(FetchError, match="is larger than 0 MB"):
        local(f"{site}/big")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://192.168.1.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
    ],
)
def test_hosts_inside_are_refused(url: str) -> None:
    with pytest.raises(FetchError, match="not a public address"):
        download(url)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "http://"])
def test_only_http_is_fetched(url: str) -> None:
    with pytest.raises(FetchError, match=r"only http and https|is not a URL"):
        download(url)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: both)
    with pytest.raises(FetchError, match=r"is 10\.0\.0\.1, not a public address"):
        download("http://two-faced.example/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
