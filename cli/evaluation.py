"""`khabar eval`: how good it is, measured on sets of questions, and the reports and comparisons of that."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from platformdirs import user_cache_path

from cli import present
from cli.options import JsonOption, LibraryOption, library_path

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

DataOption = Annotated[Path, typer.Option("--data", metavar="DIR", help="The folder of evaluation sets.")]
SetOption = Annotated[list[str] | None, typer.Option("--set", metavar="NAME", help="Only this set; may be repeated.")]
FileOption = Annotated[Path | None, typer.Option("--json-file", metavar="FILE", help="Keep the results as JSON.")]
MarkdownOption = Annotated[bool, typer.Option("--markdown", help="Print Markdown, as in docs/quality.md.")]
DirectionOption = Annotated[
    list[str] | None,
    typer.Option("--direction", metavar="A→B", help="Only questions in A over articles in B, as “en→ar”; repeatable."),
]
NewsOption = Annotated[
    Path | None,
    typer.Option("--news", metavar="DIR", help="A folder of news to distract. Default: “news” beside the sets."),
]
WorkOption = Annotated[
    Path | None,
    typer.Option("--work", metavar="DIR", help="Keep embeddings here. Default: a cache folder of yours."),
]
SampleOption = Annotated[
    int | None,
    typer.Option("--sample", metavar="N", min=0, help="So many questions of each direction; 0 for all."),
]
SeedOption = Annotated[int, typer.Option("--seed", metavar="N", help="For the sample and the distracting news.")]
RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")]
SystemOption = Annotated[str, typer.Option("--system", metavar="NAME", help="Of this system.")]


@app.command("retrieval")
def retrieval(
    data: DataOption,
    sets: SetOption = None,
    direction: DirectionOption = None,
    news: NewsOption = None,
    work: WorkOption = None,
    sample: SampleOption = None,
    json_file: FileOption = None,
    markdown: MarkdownOption = False,
    as_json: JsonOption = False,
) -> None:
    """R@1, R@5, R@10, MRR and nDCG@10 of the search, beside simpler ways.

    \b
    Example:
      khabar eval retrieval --data ../shared/eval --set xquad --set arcd
    """
    _measure("search", data, sets, direction, news, work, sample, json_file, markdown, as_json)


@app.command("quotes")
def quotes(
    data: DataOption,
    sets: SetOption = None,
    direction: DirectionOption = None,
    news: NewsOption = None,
    work: WorkOption = None,
    sample: SampleOption = None,
    json_file: FileOption = None,
    markdown: MarkdownOption = False,
    as_json: JsonOption = False,
) -> None:
    """How often the first quoted sentence holds the answer, and what the confidence is worth.

    \b
    Example:
      khabar eval quotes --data ../shared/eval --set xquad
    """
    _measure("quotes", data, sets, direction, news, work, sample, json_file, markdown, as_json)


@app.command("run")
def run(
    data: DataOption,
    out: Annotated[Path, typer.Option("--out", metavar="RUN", help="The folder of this run; killed, it goes on.")],
    news: NewsOption = None,
    own: Annotated[Path | None, typer.Option("--own", metavar="FILE", help="Cases of your own, as JSON Lines.")] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="NAME", help="Only this data set; may be repeated.")
    ] = None,
    sample: SampleOption = None,
    seed: SeedOption = 0,
    work: WorkOption = None,
) -> None:
    """Measure everything, a record a question, and write the report into the run's folder.

    \b
    Example:
      khabar eval run --data ../shared/eval --out runs/today
    """
    from evals import report, suite
    from evals.workbench import Workbench

    plan = suite.Plan(_sources(data, news, own, seed), tuple(only or ()), sample, seed)
    with Workbench.bundled(_work(work)) as bench:
        suite.run(out, plan, bench, lambda line: print(line, file=sys.stderr, flush=True))
    for path in report.write(out):
        print(path)


@app.command("report")
def report_of(run: RunArgument) -> None:
    """Write the report of a run, finished or not, as Markdown, as one HTML page and as JSON.

    \b
    Example:
      khabar eval report runs/today
    """
    from evals import report

    for path in report.write(run):
        print(path)


@app.command("compare")
def compare(
    before: Annotated[Path, typer.Argument(metavar="A", help="The folder of the run before.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The folder of the run after.")],
    system: SystemOption = "khabar",
    every: Annotated[bool, typer.Option("--all", help="What is noise or the same as well.")] = False,
    markdown: MarkdownOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say what got better or worse from A to B, and whether it is noise.

    \b
    Example:
      khabar eval compare runs/yesterday runs/today
    """
    from evals import compare as comparing
    from evals import records, tables

    kept = [records.read(folder / records.FILE) for folder in (before, after)]
    found = comparing.compare(kept[0], kept[1], system)
    if as_json:
        present.print_json([asdict(each) for each in found])
        return
    print(comparing.in_words(found))
    table = comparing.table(found, every)
    if table.rows:
        _show(tables.markdown(table) if markdown else tables.terminal(table))


@app.command("wrong")
def wrong(
    run: RunArgument,
    score: Annotated[
        str, typer.Option("--score", metavar="NAME", help="What went wrong, such as “hallucinated”.")
    ] = "evidence first",
    sets: SetOption = None,
    direction: DirectionOption = None,
    system: SystemOption = "khabar",
    as_json: JsonOption = False,
) -> None:
    """Print the cases that went wrong, to be read: asked, expected, got, scores.

    \b
    Example:
      khabar eval wrong runs/today --set gold+news --direction "ar→pooled"
    """
    from evals import records
    from evals import wrong as reading

    kept = [
        record
        for record in records.read(run / records.FILE)
        if (not sets or record.data_set in sets) and (not direction or record.direction in direction)
    ]
    for found in reading.wrong(kept, score, system):
        if as_json:
            present.print_json_line(reading.as_row(found))
        else:
            print(reading.as_text(found), end="\n\n")


@app.command("add-case")
def add_case(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file of cases, made if need be.")],
    question: Annotated[str, typer.Option("--question", metavar="TEXT", help="What is asked.")],
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar="TEXT", help="A sentence of the library that answers; may be repeated."),
    ] = None,
    answer: Annotated[
        list[str] | None, typer.Option("--answer", metavar="TEXT", help="Words that a right quote holds; repeatable.")
    ] = None,
    wrong: Annotated[
        list[str] | None, typer.Option("--wrong", metavar="TEXT", help="A quote that must not come first; repeatable.")
    ] = None,
    article: Annotated[
        list[str] | None, typer.Option("--article", metavar="ID", help="The article that answers; may be repeated.")
    ] = None,
    no_answer: Annotated[bool, typer.Option("--no-answer", help="Nothing in --article answers this.")] = False,
    library: LibraryOption = None,
) -> None:
    """Add a case of your own, with the articles that it needs, for `khabar eval run --own FILE`.

    \b
    Example:
      khabar eval add-case cases.jsonl --question "Who won?" --evidence "The blue list won the vote."
    """
    from evals import adding
    from index.library import open_library

    with open_library(library_path(library)) as opened:
        case, articles = adding.case_from_library(
            opened,
            question,
            evidence or (),
            answers=answer or (),
            rejected=wrong or (),
            article_ids=article or (),
            answerable=False if no_answer else None,
        )
    adding.append(file, case, articles)
    print(f"{file}: case {case.id} added")


def _measure(
    part: Any,
    data: Path,
    sets: list[str] | None,
    directions: list[str] | None,
    news: Path | None,
    work: Path | None,
    sample: int | None,
    json_file: Path | None,
    markdown: bool,
    as_json: bool,
) -> None:
    from evals import quick, tables
    from evals.workbench import Workbench

    with Workbench.bundled(_work(work)) as bench:
        found = quick.measure(part, bench, _sources(data, news), sets or (), directions or (), sample or None)
    rows = [asdict(figure) for figure in found]
    if json_file:
        json_file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if as_json:
        present.print_json(rows)
        return
    for table in quick.tables(part, found, intervals=markdown):
        _show(tables.markdown(table) + "\n" if markdown else tables.terminal(table))


def _sources(data: Path, news: Path | None, own: Path | None = None, seed: int = 0) -> Any:
    from evals.sets import Sources

    beside = data.resolve().parent / "news"
    return Sources(data, news or (beside if beside.is_dir() else None), own, seed)


def _work(chosen: Path | None) -> Path:
    return chosen or user_cache_path("khabar") / "evaluation"


def _show(shown: Any) -> None:
    if isinstance(shown, str):
        print(shown)
    else:
        present.console().print(shown)
