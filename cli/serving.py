"""`khabar serve` and `khabar key`."""

import os
from typing import Annotated

import typer

from cli.models import ApiBaseOption, FallbackOption, JudgeOption, LlmOption, RerankerOption
from cli.options import EmbedderOption, LibraryOption, library_path
from index.types import InputError

HostOption = Annotated[
    str,
    typer.Option("--host", envvar="KHABAR_HOST", help="Where to listen. Any but this machine's own needs keys."),
]
PortOption = Annotated[
    int, typer.Option("--port", envvar="KHABAR_PORT", min=0, max=65535, help="0 takes one that is free.")
]


def serve(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    llm: LlmOption = None,
    llm_api_base: ApiBaseOption = None,
    llm_fallback: FallbackOption = None,
    judge: JudgeOption = None,
    reranker: RerankerOption = None,
    library: LibraryOption = None,
    embedder: EmbedderOption = None,
) -> None:
    """Serve the chat page and the API. Further settings are variables of the environment: see docs/serving.md.

    \b
    Examples:
      khabar serve
      khabar serve --port 8080 --llm ollama/qwen3
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # several questions at once, each on one core
        os.environ.setdefault(name, "1")
    from pydantic import ValidationError

    from web.app import create_app
    from web.server import run
    from web.settings import Settings

    try:
        settings = Settings(
            library=library_path(library),
            embedder=embedder,
            host=host,
            port=port,
            llm=llm,
            llm_api_base=llm_api_base,
            llm_fallbacks=tuple(llm_fallback or ()),
            judge=judge,
            reranker=reranker,
        )
    except ValidationError as error:
        first = error.errors()[0]
        name = f"KHABAR_{str(first['loc'][0]).upper()}" if first["loc"] else "the settings"
        raise InputError(f"{name}: {first['msg']}") from None
    run(create_app(settings), settings)


def key(
    name: Annotated[str, typer.Argument(help="Whose it is: letters, digits, dots, dashes.")],
    write: Annotated[bool, typer.Option("--write", help="It may add and remove articles, too.")] = False,
) -> None:
    """Make a key for the API: print it, and the entry for KHABAR_API_KEYS, which holds its hash alone.

    \b
    Example:
      khabar key newsroom --write
    """
    from web.keys import new_key

    secret, entry = new_key(name, "write" if write else "read")
    print(f"key    {secret}")
    print(f"entry  {entry.entry}")
    typer.echo("The key is shown this once. Add the entry to KHABAR_API_KEYS, and start the server again.", err=True)
