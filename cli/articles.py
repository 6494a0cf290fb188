"""`khabar articles list` and `khabar articles show`."""

import sys
from typing import Annotated, Any

import typer

from cli import present
from cli.options import (
    JsonOption,
    LibraryOption,
    SinceOption,
    UntilOption,
    filters,
    library_path,
)
from index import db
from index.library import open_library
from index.types import InputError

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_(
    title: Annotated[str | None, typer.Option("--title", help="Only titles that hold this text.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 50,
    offset: Annotated[int, typer.Option("--offset", min=0, help="How many to pass over.")] = 0,
    since: SinceOption = None,
    until: UntilOption = None,
    source: Annotated[str | None, typer.Option("--source", metavar="NAME", help="Run by this outlet.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Printed in this language.")
    ] = None,
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """List articles, newest first.

    \b
    Examples:
      khabar articles list --language fa
      khabar articles list --since 2023-10-01 --json
    """
    chosen = filters(since, until, [source] if source else None, [language] if language else None)
    with open_library(library_path(library)) as opened:
        records = db.articles(
            opened.db,
            source=chosen.sources[0] if chosen.sources else None,
            language=chosen.languages[0] if chosen.languages else None,
            since=chosen.since,
            until=chosen.until,
            text=title,
            limit=limit,
            offset=offset,
        )
    if as_json:
        present.print_json({"articles": [_summary(record) for record in records]})
        return
    out = present.console()
    for record in records:
        copy = f"  ({record.duplicate_kind} copy of {record.duplicate_of})" if record.duplicate_of else ""
        out.print(present.shown_text(present.provenance(record.article) + copy))
    if not records:
        print("khabar: no such article", file=sys.stderr)
        raise typer.Exit(1)


@app.command("show")
def show(
    article_id: Annotated[str, typer.Argument(help="As printed by `khabar articles list`.")],
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one article whole, as it is kept, and who else ran it.

    \b
    Example:
      khabar articles show 3f2a9c0d1e4b5a67
    """
    with open_library(library_path(library)) as opened:
        record = db.record(opened.db, article_id)
        if record is None:
            raise InputError(f"no article {article_id!r} in the library: `khabar articles list` names them")
        copies = db.copies(opened.db, record.duplicate_of or article_id)
    others = [copy.article for copy in copies if copy.article.id != article_id]
    if as_json:
        shown = _summary(record) | {
            "author": record.article.author,
            "updated": record.article.updated,
            "ingested": record.article.ingested,
            "text": record.article.text,
            "also_in": [present.article_dict(article) for article in others],
        }
        present.print_json(shown)
        return
    out = present.console()
    out.print(present.shown_text(present.provenance(record.article)))
    for label, value in (("url", record.article.url), ("author", record.article.author)):
        if value:
            out.print(present.shown_text(f"{label}: {value}"))
    out.print()
    out.print(present.shown_text(record.article.text))
    for article in others:
        out.print(present.shown_text(f"also in: {present.provenance(article)}"))


def _summary(record: db.Record) -> dict[str, Any]:
    return present.article_dict(record.article) | {
        "duplicate_of": record.duplicate_of,
        "duplicate_kind": record.duplicate_kind,
    }
