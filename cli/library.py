"""`khabar add`, `remove`, `doctor` and `rebuild`: the commands that look after the library."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer

from cli import present
from cli.options import EmbedderOption, JsonOption, LibraryOption, library_path
from index import health, ingest
from index.embedders.named import embedder_named
from index.library import create_or_open, open_library
from index.types import Article, FetchError, Rejection

_SHOWN_REJECTIONS = 20


def add(
    targets: Annotated[list[str], typer.Argument(metavar="TARGET…", help="Files, folders, one URL, or “-”.")],
    library: LibraryOption = None,
    embedder: EmbedderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add news: text, Markdown, HTML, JSON Lines, each also gzipped. Adding again changes nothing.

    \b
    Examples:
      khabar add news/ report.html articles.jsonl.gz
      curl -s https://example.org/story.html | khabar add -
    """
    model = embedder_named(embedder)
    with create_or_open(library_path(library), model) as opened, _progress(quiet=as_json) as report:
        summary = ingest.add(opened, model, _items(targets), progress=report)
    rejected = [{"where": r.where, "reason": r.reason} for r in summary.rejected]
    counts = {name: getattr(summary, name) for name in ("added", "updated", "unchanged", "copies", "passages")}
    if as_json:
        present.print_json(counts | {"rejected": rejected, "seconds": round(summary.seconds, 2)})
    else:
        words = ", ".join(f"{number:,} {name}" for name, number in counts.items())
        print(f"{words}, {len(rejected):,} rejected, in {summary.seconds:.1f} s")
        _show_rejections(summary.rejected)
    if summary.rejected:
        kept = summary.added + summary.updated + summary.unchanged + summary.copies
        raise typer.Exit(1 if kept else 2)


def remove(
    article_ids: Annotated[list[str], typer.Argument(metavar="ID…", help="As `khabar articles list` prints them.")],
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove articles, so that nothing of them can be found.

    \b
    Example:
      khabar remove 3f2a9c0d1e4b5a67
    """
    with open_library(library_path(library)) as looked:
        model = embedder_named(looked.embedder_name)
    with create_or_open(library_path(library), model) as opened:
        removed = ingest.remove(opened, model, article_ids)
    if as_json:
        present.print_json({"removed": removed})
    else:
        print(f"{removed} removed")
    if removed < len(set(article_ids)):
        print("khabar: some ids are not in the library: `khabar articles list` names them", file=sys.stderr)
        raise typer.Exit(1)


def doctor(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """Check the library and say what is wrong and what mends it."""
    path = library_path(library)
    findings = health.check(path)
    if as_json:
        fields = ("severity", "what", "where", "remedy")
        listed = [{name: getattr(f, name) for name in fields} for f in findings]
        present.print_json({"library": str(path), "whole": not findings, "findings": listed})
    elif not findings:
        print(f"{path}: whole")
    for finding in [] if as_json else findings:
        print(f"{finding.severity}: {finding.what} ({finding.where}). {finding.remedy}")
    if findings:
        raise typer.Exit(3)


def rebuild(library: LibraryOption = None, as_json: JsonOption = False) -> None:
    """Make the vector and word indexes anew from the articles, without embedding again."""
    path = library_path(library)
    summary = health.rebuild(path)
    if as_json:
        present.print_json({"library": str(path), **asdict(summary)})
    else:
        print(f"{path}: {summary}")


def _items(targets: list[str]) -> Iterator[Article | Rejection]:
    """What the targets hold. A target that cannot be read is rejected, and the others still go in."""
    from index.readers import read  # trafilatura takes a third of a second to load, which a question need not wait for

    for target in targets:
        try:
            yield from read(target)
        except FetchError as error:
            yield Rejection(target, str(error).removeprefix(f"{target}: "))


def _show_rejections(rejected: list[Rejection]) -> None:
    for item in rejected[:_SHOWN_REJECTIONS]:
        print(f"  rejected {item.where}: {item.reason}", file=sys.stderr)
    more = Counter(item.reason for item in rejected[_SHOWN_REJECTIONS:])
    for reason, count in more.most_common():
        print(f"  rejected {count:,} more: {reason}", file=sys.stderr)


class _progress:  # noqa: N801 — used as a `with` statement
    """A bar with the rate and the time spent, on standard error, and only where a person watches."""

    def __init__(self, quiet: bool) -> None:
        self._bar: Any = None
        if not quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                Progress,
                SpinnerColumn,
                TextColumn,
                TimeElapsedColumn,
                TimeRemainingColumn,
            )

            columns = (
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)

    def __enter__(self) -> Callable[[ingest.Progress], None]:
        if self._bar is None:
            return lambda _: None
        self._bar.start()
        task = self._bar.add_task("reading", total=None)

        def report(now: ingest.Progress) -> None:
            rate = now.done_passages / max(now.seconds, 1e-6)
            words = f"{now.done_articles:,} articles, {now.done_passages:,} passages, {rate:,.0f} passages/s"
            self._bar.update(task, description=words, completed=now.done_articles, total=now.total)

        return report

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
