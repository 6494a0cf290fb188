"""What is sent to be added, and the lot that it becomes."""

import re
from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, field_validator, model_validator

from index.fetch import KINDS, kind_of
from web.problems import ProblemError
from web.schemas import Asked, Language
from web.settings import Settings
from web.spool import Lot

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?")
_KNOWN = ("title", "source", "published", "language")


def _date(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise ValueError("is not a date: write it as 2023-10-28 or 2023-10-28T18:00:00+03:00")
    datetime.fromisoformat(text)
    return text


def _web(url: str) -> str:
    if not re.match(r"https?://[^\s/?#]+", url, re.I):
        raise ValueError("is not an address of the web: begin it with http:// or https://")
    return url


Line = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]
Url = Annotated[str, StringConstraints(min_length=8, max_length=2000, strip_whitespace=True), AfterValidator(_web)]


class Known(Asked):
    """What the sender knows of the article; it goes before what is read from the material."""

    title: Line | None = None
    source: Line | None = None
    published: Annotated[str, AfterValidator(_date)] | None = None
    language: Language | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unknown(cls, value: object) -> object:
        return None if value == "" else value

    def known(self) -> dict[str, str]:
        return {name: value for name in _KNOWN if (value := getattr(self, name))}


class ArticleBody(Known):
    """`text`, or `html`, or the `url` of a page to fetch; with text or HTML, `url` is the address that it came from."""

    text: Annotated[str, StringConstraints(min_length=1)] | None = None
    html: Annotated[str, StringConstraints(min_length=1)] | None = None
    url: Url | None = None

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if self.text and self.html:
            raise ValueError("give text or html, not both")
        if not (self.text or self.html or self.url):
            raise ValueError("give text, html or url")
        return self


class Upload(Known):
    """A file: text, Markdown, HTML, JSON or JSON Lines, each also gzipped. `name` tells its kind."""

    model_config = ConfigDict(json_schema_extra={"required": ["file"]})

    file: Annotated[bytes, Field(json_schema_extra={"type": "string", "format": "binary"})]
    name: Annotated[str, StringConstraints(max_length=200)] = "upload"


def lot_of(sent: ArticleBody | Upload, settings: Settings) -> tuple[Lot, bytes | None]:
    """The lot, and its data unless it is yet to be fetched. Raises ProblemError."""
    if isinstance(sent, Upload):
        if kind_of(sent.name) is None and "." in sent.name:
            known = " ".join(KINDS)
            detail = f"{sent.name[-60:]!r} is not a kind of file that Khabar reads ({known}, each also with .gz)"
            raise ProblemError(415, "unsupported-media-type", detail)
        return Lot(sent.name, known=sent.known()), sent.file
    if sent.text or sent.html:
        kind = "text/plain" if sent.text else "text/html"
        name = "pasted.txt" if sent.text else "pasted.html"
        data = (sent.text or sent.html or "").encode("utf-8")
        return Lot(sent.url or name, sent.url, f"{kind}; charset=utf-8", sent.known()), data
    if not settings.fetch:
        raise ProblemError(403, "no-fetching", "this server fetches no pages: send the page's HTML instead")
    return Lot(sent.url or "", sent.url, None, sent.known(), fetch=True), None
