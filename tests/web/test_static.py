"""The page's files: served whole, from their folder alone, kept by browsers until they change."""

from pathlib import Path

import pytest
from fastapi import Request

from web.page import Page
from web.problems import ProblemError


@pytest.fixture
def page(tmp_path: Path) -> Page:
    (tmp_path / "texts").mkdir()
    (tmp_path / "index.html").write_text('<script type="module" src="static/main.js"></script>')
    (tmp_path / "main.js").write_text('import "./texts/en.js";')
    (tmp_path / "texts" / "en.js").write_text("export default {};")
    (tmp_path / ".hidden").write_text("x")
    return Page(tmp_path)


def request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": raw})


def test_the_page_names_its_files_by_their_version(page: Page) -> None:
    index = page.response(request(), "index.html")
    assert bytes(index.body).decode() == f'<script type="module" src="static/{page.version}/main.js"></script>'
    assert index.headers["cache-control"] == "no-cache"
    assert index.headers["content-type"] == "text/html; charset=utf-8"


def test_what_is_named_by_its_version_may_be_kept_for_ever(page: Page) -> None:
    script = page.response(request(), f"{page.version}/texts/en.js")
    assert bytes(script.body) == b"export default {};"
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert page.response(request(), "texts/en.js").headers["cache-control"] == "no-cache"


def test_what_the_reader_has_is_not_sent_again(page: Page) -> None:
    tag = page.response(request(), "main.js").headers["etag"]
    again = page.response(request(if_none_match=tag), "main.js")
    assert (again.status_code, bytes(again.body)) == (304, b"")
    assert page.response(request(if_none_match='"other"'), "main.js").status_code == 200


def test_a_changed_file_changes_the_version(page: Page, tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text("//")
    assert Page(tmp_path).version != page.version


@pytest.mark.parametrize("name", ["../web/app.py", "/etc/passwd", ".hidden", "texts", "", "none.js", "0000/main.js"])
def test_nothing_else_is_there(page: Page, name: str) -> None:
    with pytest.raises(ProblemError) as refused:
        page.response(request(), name)
    assert refused.value.status == 404
