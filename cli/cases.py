"""`khabar eval wrong` and `khabar eval add-case`: cases to be read, and cases of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from cli import present
from cli.options import JsonOption, LibraryOption, library_path

SetOption = Annotated[list[str] | None, typer.Option("--set", metavar="NAME", help="Only this set; may be repeated.")]
DirectionOption = Annotated[
    list[str] | None,
    typer.Option("--direction", metavar="A→B", help="Only questions in A over articles in B, as “en→ar”; repeatable."),
]
RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")]
SystemOption = Annotated[str, typer.Option("--system", metavar="NAME", help="Of this system.")]


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
