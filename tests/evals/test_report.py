"""A run as people and programs read it."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console

from evals import plan as plans
from evals import records, report
from evals.bootstrap import Estimate
from evals.charts import Bars, Curve, Heat, short, svg
from evals.measures import figures
from evals.records import Record
from evals.tables import Table, markdown, pairs, terminal
from evals.wrong import as_row, as_text, wrong
from tests.evals.samples import record

PLAN = {
    "version": "0.1.0", "embedder": "hash", "seed": 0, "written_by": "m", "limits": {"set": 2},
    "skipped": {"saudi": "not there"}, "missing_systems": ["newsrag"],
}  # fmt: skip


def some() -> list[Record]:
    return [
        record(
            str(n),
            {"R@5": float(n), "evidence first": float(n), "evidence in 3": 1.0},
            asked=asked,
            printed=printed,
            confidence=0.2 + 0.6 * n,
            called="high" if n else "low",
            right=bool(n),
            quotes=(("a", f"Sentence {n}."),),
        )
        for n in range(2)
        for asked in ("en", "ar")
        for printed in ("zh", "fr")[n : n + 1]
    ]


def kept(folder: Path, found: list[Record]) -> Path:
    folder.mkdir()
    (folder / plans.PLAN).write_text(json.dumps(PLAN))
    times = [{"data_set": "set", "direction": each, "records": 2, "seconds": 3.4, "cpu": 5.2} for each in "ab"]
    (folder / plans.TIMES).write_text("".join(json.dumps(row) + "\n" for row in times))
    with (folder / records.FILE).open("wb") as file:
        for each in found:
            records.write(file, each)
    return folder


def test_records_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    assert records.read(kept(tmp_path / "run", some()) / records.FILE) == some()


def test_a_report_in_three_forms(tmp_path: Path) -> None:
    written = report.write(kept(tmp_path / "run", some()))
    assert [path.name for path in written] == ["report.md", "report.html", "report.json"]
    text = written[0].read_text(encoding="utf-8")
    assert "| set | evidence first | 4 | .50 (.00–1.00) |" in text
    assert "| khabar | 4 | .50 (.00–1.00) | 1.00 (1.00–1.00) |" in text
    assert "Written answers by m." in text
    assert "| set | 7 | 10 |\n| in all | 7 | 10 |" in text
    assert "Skipped: saudi (not there)." in text
    assert "Not installed, so not measured: newsrag." in text
    assert "Asked by sample, so many questions of each direction: set 2." in text
    figures_kept = json.loads(written[2].read_text(encoding="utf-8"))["figures"]
    assert {"value": 0.5, "low": 0.0, "high": 1.0, "n": 4} in [each["estimate"] for each in figures_kept]


class Page(HTMLParser):
    """Counts the tags, and notes whatever would leave the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.outside += [f"{tag} {k}" for k, v in attrs if k in ("src", "href") and not (v or "").startswith("#")]
        self.outside += [f"{tag} {k}" for k, _ in attrs if k.startswith("on")]


def test_the_page_needs_nothing_but_itself(tmp_path: Path) -> None:
    _, html, _ = report.write(kept(tmp_path / "run", some()))
    text = html.read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert page.outside == []
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not re.search(r"url\(|@import|https?:", text)
    assert page.tags.count("svg") == 4
    assert page.tags.count("table") >= 4
    assert "prefers-color-scheme: dark" in text


def test_the_text_of_a_case_is_never_markup(tmp_path: Path) -> None:
    hostile = [record("<b>", {"R@5": 1.0}, data_set="<script>alert(1)</script>")]
    _, html, _ = report.write(kept(tmp_path / "run", hostile))
    assert "<script>" not in html.read_text(encoding="utf-8")


CHARTS = [
    Bars("bars", ("en", "ar"), {"R@5": (Estimate(0.5, 0.4, 0.6, 9), None), "<one>": (Estimate(1, 1, 1, 9),) * 2}),
    Curve("curve", ((0.2, 0.1, 4), (0.9, 1.0, 16))),
    Curve("nothing", ()),
    Heat("heat", ("en", "ar"), ("fr", "zh"), ((0.5, None), (1.0, 0.0)), "printed", "asked"),
]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_a_chart_is_well_formed_and_says_what_it_is(chart: Bars | Curve | Heat) -> None:
    root = ElementTree.fromstring(svg(chart))
    assert root.get("aria-label") == chart.title
    width, height = (float(root.get(name, "")) for name in ("width", "height"))
    for shape in root.iter():
        assert 0 <= float(shape.get("x", 0)) <= width
        assert 0 <= float(shape.get("y", 0)) <= height


def test_bars_are_as_high_as_their_values() -> None:
    root = ElementTree.fromstring(svg(CHARTS[0]))
    bars = [shape for shape in root.iter("rect") if shape.find("title") is not None]
    assert [float(bar.get("height", "")) for bar in bars] == [100, 200, 200]
    assert bars[0].findtext("title") == ".50 (.40–.60), n = 9"


@pytest.mark.parametrize(("number", "text"), [(0.5, ".50"), (1.0, "1.00"), (-0.051, "-.05"), (0.999, "1.00")])
def test_figures_are_short(number: float, text: str) -> None:
    assert short(number) == text


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    assert markdown(Table("", ("a",), (("x|y",),))) == "| a |\n| --- |\n| x\\|y |"


def test_searching_in_short_has_a_row_a_direction_and_closes_with_all() -> None:
    found = figures(
        [record("1", {"R@1": 1.0, "R@10": 1.0}), record("1", {"R@1": 0.0, "R@10": 1.0}, asked="ar", printed="ar")]
    )
    assert markdown(pairs(list(found))) == (
        "| data set | question→passages | n | khabar: R@1 / R@10 |\n"
        "| --- | --- | --- | --- |\n"
        "| set | en→pooled | 1 | 1.00 / 1.00 |\n"
        "| set | ar→pooled | 1 | .00 / 1.00 |\n"
        "| set | all | 2 | .50 / 1.00 |"
    )


def test_the_terminal_shows_the_same_rows() -> None:
    console = Console(width=60)
    with console.capture() as shown:
        console.print(terminal(Table("", ("system", "R@1"), (("khabar", ".83"),))))
    assert re.search(r"khabar +\.83", shown.get())


def test_what_went_wrong_can_be_read() -> None:
    found = list(wrong(some(), direction="en→pooled"))
    assert len(found) == 1
    assert as_text(found[0]) == (
        "set en→pooled 0\n"
        "  asked     What of 0?\n"
        "  expected  Sentence 0.\n"
        "  got 1     Sentence 0. [a]\n"
        "  low 0.20; R@5 0.00, evidence first 0.00, evidence in 3 1.00"
    )
    assert as_row(found[0])["got"] == [{"article": "a", "text": "Sentence 0."}]


def test_of_some_scores_one_is_wrong() -> None:
    records_of = [record("1", {"hallucinated": 1.0}), record("2", {"hallucinated": 0.0}), record("3", {"R@1": 0.0})]
    assert [found.id for found, _ in wrong(records_of, "hallucinated")] == ["1"]


def test_cases_of_which_only_totals_may_be_seen_are_not_shown() -> None:
    assert list(wrong([record("1", {"caught": 0.0}, shown=False)], "caught")) == []
