"""`khabar eval`: how good it is, measured on sets of questions, and the reports and comparisons of that."""

import json
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from platformdirs import user_cache_path

from cli import cases, present
from cli.cases import DirectionOption, RunArgument, SetOption, SystemOption
from cli.models import ApiBaseOption, JudgeOption, LlmOption, Models, RerankerOption, models
from cli.options import JsonOption

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

DataOption = Annotated[Path, typer.Option("--data", metavar="DIR", help="The folder of evaluation sets.")]
FileOption = Annotated[Path | None, typer.Option("--json-file", metavar="FILE", help="Keep the results as JSON.")]
MarkdownOption = Annotated[bool, typer.Option("--markdown", help="Print Markdown, as in docs/quality.md.")]
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
JobsOption = Annotated[
    int, typer.Option("--jobs", metavar="N", min=1, help="So many processes; one where a model writes.")
]
SeedOption = Annotated[int, typer.Option("--seed", metavar="N", help="For the sample and the distracting news.")]


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
    jobs: JobsOption = 2,
    work: WorkOption = None,
    llm: LlmOption = None,
    api_base: ApiBaseOption = None,
    judge: JudgeOption = None,
    reranker: RerankerOption = None,
) -> None:
    """Measure everything, a record a question, and write the report into the run's folder.

    \b
    Example:
      khabar eval run --data ../shared/eval --out runs/today
    """
    from evals import report, suite, workers
    from evals.plan import Plan
    from evals.workbench import Workbench

    writing = models(llm, api_base, None, judge, reranker)
    written_by = writing.llm.name if writing.llm else ""
    ranked_by = writing.reranker.name if writing.reranker else ""
    plan = Plan(_sources(data, news, own, seed), tuple(only or ()), sample, seed, written_by, ranked_by)
    make = partial(Workbench.bundled, reranker=ranked_by)
    if jobs > 1 and not written_by:
        workers.run(out, plan, _work(work), _say, jobs, make)
    else:
        with make(_work(work)) as bench:
            suite.run(out, plan, bench, _say, _written(bench, writing))
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


app.command("wrong")(cases.wrong)
app.command("add-case")(cases.add_case)


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


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _written(bench: Any, writing: Models) -> dict[str, Any]:
    if not (writing.llm and writing.checker):
        return {}
    from evals.writing import NAME, Writer, system

    return {NAME: system(bench, Writer(writing.llm, writing.checker))}


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
