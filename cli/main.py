"""The `khabar` command: parses, calls the rooms, prints, and turns every known error into one line."""

import os
import sys
import threading
from typing import NoReturn

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # threads that wait must not take the other process's core

import typer

from cli import articles, asking, chat, evaluation, library, serving
from index.types import KhabarError, LibraryError

NOTHING_FOUND, BAD_INPUT, LIBRARY_PROBLEM, INTERRUPTED = 1, 2, 3, 130

app = typer.Typer(
    name="khabar",
    help="Answers questions over a collection of news, in any language, and proves every sentence with a quote.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog=(
        "Exit codes: 0 done, 1 nothing found or evidence insufficient, 2 bad input, 3 a problem with the library, "
        "130 interrupted. "
        "The library is --library, else KHABAR_LIBRARY, else a folder of yours that `khabar doctor` names."
    ),
)
app.command("add")(library.add)
app.command("ask")(asking.ask)
app.command("chat")(chat.chat)
app.command("search")(asking.search)
app.add_typer(articles.app, name="articles", help="List the articles of the library, or show one.")
app.command("remove")(library.remove)
app.command("doctor")(library.doctor)
app.command("rebuild")(library.rebuild)
app.command("serve")(serving.serve)
app.command("key")(serving.key)
app.add_typer(evaluation.app, name="eval", help="Measure how good it is on evaluation sets.")


def main() -> None:
    """Entry point of the command."""
    try:
        app()
    except KhabarError as error:
        print(f"khabar: {error}", file=sys.stderr)
        sys.exit(exit_code(error))
    except KeyboardInterrupt:
        _interrupted()
    except SystemExit as end:  # typer makes one of an interrupt
        if end.code == INTERRUPTED:
            _interrupted()
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _interrupted() -> NoReturn:
    """Goes at once where a daemon is at work: one that dies while it imports keeps the lock that ending waits for."""
    print("khabar: interrupted; what was committed is kept", file=sys.stderr)
    sys.stdout.flush()
    if any(thread.daemon for thread in threading.enumerate()):
        os._exit(INTERRUPTED)
    sys.exit(INTERRUPTED)


def exit_code(error: KhabarError) -> int:
    """3 for a problem with the library, 2 for bad input and the rest."""
    return LIBRARY_PROBLEM if isinstance(error, LibraryError) else BAD_INPUT


if __name__ == "__main__":
    main()
