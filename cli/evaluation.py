"""`khabar eval retrieval` and `khabar eval quotes`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import present
from cli.options import JsonOption

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

DataOption = Annotated[Path, typer.Option("--data", metavar="DIR", help="The folder of evaluation sets.")]
SetOption = Annotated[list[str] | None, typer.Option("--set", metavar="NAME", help="Only this set; may be repeated.")]
FileOption = Annotated[Path | None, typer.Option("--json-file", metavar="FILE", help="Keep the results as JSON.")]
MarkdownOption = Annotated[bool, typer.Option("--markdown", help="Print Markdown, as in docs/quality.md.")]


DirectionOption = Annotated[
    list[str] | None,
    typer.Option("--direction", metavar="A→B", help="Only questions in A over articles in B, as “en→ar”; repeatable."),
]


@app.command("retrieval")
def retrieval(
    data: DataOption,
    sets: SetOption = None,
    direction: DirectionOption = None,
    json_file: FileOption = None,
    markdown: MarkdownOption = False,
    as_json: JsonOption = False,
) -> None:
    """R@1, R@5, R@10, MRR and nDCG@10 of the search, beside simpler ways.

    \b
    Example:
      khabar eval retrieval --data ../shared/eval --set xquad --set arcd
    """
    from evals import report, run, systems

    results = [
        result
        for collection in run.load_retrieval(data, sets or ["xquad", "arcd", "saudi", "rtqa"])
        if not direction or collection.direction in direction
        for result in run.run_retrieval(collection, systems.retrieval_systems())
    ]
    _print(report.as_dicts(results), json_file, as_json)
    if not as_json:
        _show(report.retrieval_markdown(results) if markdown else report.retrieval_table(results))


@app.command("quotes")
def quotes(
    data: DataOption,
    sets: SetOption = None,
    direction: DirectionOption = None,
    json_file: FileOption = None,
    markdown: MarkdownOption = False,
    as_json: JsonOption = False,
) -> None:
    """How often the first quoted sentence holds the answer, and what the confidence is worth.

    \b
    Example:
      khabar eval quotes --data ../shared/eval --set xquad
    """
    from evals import report, run, systems

    results = [
        result
        for collection in run.load_answers(data, sets or ["xquad", "reading", "gold"])
        if not direction or collection.direction in direction
        for result in run.run_answers(collection, systems.answer_systems())
    ]
    _print(report.as_dicts(results), json_file, as_json)
    if not as_json:
        _show(report.answers_markdown(results) if markdown else report.answers_table(results))


def _print(rows: list[dict[str, Any]], json_file: Path | None, as_json: bool) -> None:
    if json_file:
        json_file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if as_json:
        present.print_json(rows)


def _show(shown: Any) -> None:
    if isinstance(shown, str):
        print(shown)
    else:
        present.console().print(shown)
