"""A run's report in its folder: as Markdown, as one HTML page, as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from evals import plan, records
from evals.measures import figures
from evals.page import page
from evals.sections import Section, sections
from evals.tables import Table, markdown

TITLE = "Khabar, measured"


def write(folder: Path) -> list[Path]:
    """Write report.md, report.html and report.json into the run's folder and return them.

    Raises `InputError` where the folder holds no run.
    """
    planned, kept = plan.read_plan(folder), records.read(folder / records.FILE)
    found = list(figures(kept))
    told = sections(kept, found, planned, plan.read_times(folder))
    figures_kept = {"plan": planned, "figures": [asdict(figure) for figure in found]}
    content = {
        "report.md": as_markdown(told),
        "report.html": page(TITLE, told),
        "report.json": json.dumps(figures_kept, ensure_ascii=False, indent=1),
    }
    for name, text in content.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in content]


def as_markdown(told: Sequence[Section]) -> str:
    """The words and tables; the plots are drawn from the tables, and left out."""
    lines = [f"# {TITLE}"]
    for section in told:
        lines += [f"## {section.title}", *section.words]
        lines += [markdown(part) for part in section.parts if isinstance(part, Table)]
    return "\n\n".join(lines) + "\n"
