"""The documentation says what is so: its commands run, and nothing that the command or the Makefile has is missing.

Every `sh` block of README.md and docs/*.md is run, in bash, in a folder that holds a copy of `sample/` and a library
of it. A command is to exit with 0, or with what stands behind it as "# exit 3". Blocks that need the network,
another model, the evaluation sets or `make` are not run: their commands and options must exist.
"""

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer

from cli.main import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NOT_RUN = re.compile(r"^make |\.\./shared|://|my-model", re.M)
ROOT_COMMAND = typer.main.get_command(app)


@dataclass(frozen=True)
class Command:
    """A command as it is typed, heredoc and all, and the exit code that it is said to have."""

    line: str
    code: int


def blocks(page: Path) -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)


def commands(block: str) -> Iterator[Command]:
    lines = iter(block.splitlines())
    for line in lines:
        line = line.removeprefix("$ ")
        if not line.strip() or line.startswith("#"):
            continue
        while line.endswith("\\"):
            line += "\n" + next(lines)
        said = re.search(r"\s+# exit (\d+)$", line)
        line = line[: said.start()] if said else line
        if heredoc := re.search(r"<<'(\w+)'", line):
            for body in lines:
                line += "\n" + body
                if body == heredoc[1]:
                    break
        yield Command(line, int(said[1]) if said else 0)


def spoken(line: str) -> list[str]:
    """The words of a command; those of its first line where what follows is no shell."""
    try:
        return shlex.split(line.replace("\\\n", " "), comments=True)
    except ValueError:
        return line.partition("\n")[0].split()


def leaves(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with the words that call it."""
    children = getattr(command, "commands", {})
    for name, child in children.items():
        yield from leaves(child, *path, name)
    if not children:
        yield path, command


def options(command: Any) -> list[str]:
    names = [name for p in command.params for name in (*p.opts, *p.secondary_opts)]
    return [name for name in names if name.startswith("-") and name != "--help"]


COMMANDS = dict(leaves(ROOT_COMMAND))


def unknown(words: list[str]) -> str | None:
    """What in the words behind `khabar` the command does not have."""
    path = next((p for p in COMMANDS if tuple(words[: len(p)]) == p), None)
    if path is None:
        groups = {p[: len(words)] for p in COMMANDS}
        known = not words or tuple(words) in groups or words == ["--help"]
        return None if known else f"khabar {' '.join(words[:2])}"
    wrong = [w for w in words[len(path) :] if re.match(r"--?[a-z]", w)]
    wrong = [w for w in wrong if w.partition("=")[0] not in [*options(COMMANDS[path]), "--help"]]
    return wrong[0] if wrong else None


def make_targets() -> list[str]:
    return re.findall(r"^([a-z][\w-]*):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a `khabar` in bin/, and the sample and its library as they are to be found at first."""
    folder = tmp_path_factory.mktemp("docs")
    shim = folder / "bin" / "khabar"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m cli.main "$@"\n')
    shim.chmod(shim.stat().st_mode | stat.S_IXUSR)
    work = fresh(folder)
    made = bash(work, "khabar add sample")
    assert made.returncode == 0, made.stderr
    shutil.copytree(work / "library", folder / "library")
    return folder


@pytest.fixture
def work(home: Path) -> Path:
    """The folder in which a page's commands run, always of the same name: articles are known by their path."""
    return fresh(home)


def fresh(home: Path) -> Path:
    work = home / "work"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(ROOT / "sample", work / "sample")
    if (home / "library").exists():
        shutil.copytree(home / "library", work / "library")
    return work


def bash(work: Path, line: str) -> subprocess.CompletedProcess[str]:
    home = work.parent
    kept = {k: v for k, v in os.environ.items() if not k.startswith("KHABAR_")}
    env = kept | {
        "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "KHABAR_LIBRARY": str(work / "library"),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "OMP_WAIT_POLICY": "PASSIVE",
        "OPENBLAS_NUM_THREADS": "1",
        "LC_ALL": "C.UTF-8",
    }
    call = ["bash", "-o", "pipefail", "-c", line]
    return subprocess.run(call, cwd=work, env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_exits_as_it_says(page: Path, work: Path) -> None:
    for block in blocks(page):
        if NOT_RUN.search(block):
            continue
        for command in commands(block):
            ran = bash(work, command.line)
            assert ran.returncode == command.code, f"{page.name}: {command.line}\n{ran.stdout}{ran.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_not_run_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S))
    lines = [c.line for block in blocks(page) for c in commands(block)] + inline
    for line in lines:
        words = spoken(line)
        if words[:1] == ["khabar"]:
            assert unknown(words[1:]) is None, f"{page.name}: `{line}` has no {unknown(words[1:])}"
        if words[:1] == ["make"] and len(words) > 1:
            assert words[1] in make_targets(), f"{page.name}: `{line}`"


def test_a_command_that_is_not_there_would_be_noticed() -> None:
    assert unknown(["ask", "x", "--json", "-k", "3"]) is None
    assert unknown(["articles"]) is None
    assert unknown(["ask", "x", "--colour"]) == "--colour"
    assert unknown(["articles", "burn"]) == "khabar articles burn"
    assert unknown(["forget"]) == "khabar forget"


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_a_page_tells_of_the_command_and_all_its_options(path: tuple[str, ...]) -> None:
    heading = re.compile(rf"^#+ .*`khabar {' '.join(path)}`", re.M)
    told = [text for page in PAGES if heading.search(text := page.read_text(encoding="utf-8"))]
    assert told, f"no page has a heading with `khabar {' '.join(path)}`"
    missing = [name for name in options(COMMANDS[path]) if not re.search(rf"{name}\b", "".join(told))]
    assert missing == []


def test_the_readme_lists_every_command_and_every_make_target() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [p for p in COMMANDS if not re.search(rf"^\| `khabar {' '.join(p)}\b", readme, re.M)] == []
    assert [t for t in make_targets() if f"| `make {t}` |" not in readme] == []


def test_the_readme_prints_the_tree_as_it_is() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    tree = readme.partition("## The folders")[2].split("```")[1]
    shown: dict[str, set[str]] = {}
    for line in tree.splitlines()[1:]:
        name = line.split()[0]
        if not line.startswith(" "):
            room = shown[name] = set()
        else:
            room.add(name)
    for folder in ("index/", "rag/", "web/", "evals/", "cli/"):
        there = {p.name + "/" * p.is_dir() for p in (ROOT / folder).iterdir() if p.name[:2] != "__"}
        assert shown[folder] == there, folder


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target.partition("#")[0]).exists(), f"{page.name}: {target}"


def test_the_readme_shows_what_the_demo_prints(work: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [same(block) for block in re.findall(r"^```text\n(.*?)^```$", readme, re.M | re.S)]
    added = bash(work, "khabar add sample --library new")
    asked = bash(work, 'khabar ask "How did Russia vote on the Arab resolution?" --library new')
    assert same(added.stdout) in shown
    assert same(asked.stdout) in shown


def same(printed: str) -> str:
    """Without what differs from place to place: seconds, and ids that come from paths."""
    return re.sub(r"in [\d.]+ s|\(article \w+\)", "", printed).strip()
