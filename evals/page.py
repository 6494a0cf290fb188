"""A report as one HTML page: no script, no request, dark and light, every plot beside the table it is drawn from."""

from collections.abc import Iterator, Sequence
from html import escape

from evals.charts import svg
from evals.sections import Section
from evals.tables import Table

_STYLE = """
:root { color-scheme: light dark; --ground: #fbfaf7; --ink: #1d2327; --faint: #68737b; --rule: #d9dcdb;
  --one: #17607a; --two: #c2703d; --three: #7a8b3f; --four: #85578f; --five: #8b949b; }
@media (prefers-color-scheme: dark) { :root { --ground: #14181b; --ink: #e4e7e8; --faint: #97a2a9; --rule: #333b40;
  --one: #5db3d1; --two: #e39a68; --three: #a9bb66; --four: #bd8fc8; --five: #78828a; } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 78rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif }
h1 { font-size: 1.7rem; margin: 0 0 .5rem } h2 { font-size: 1.2rem; margin: 2.75rem 0 .5rem }
p { margin: .4rem 0; max-width: 46rem } nav { color: var(--faint) } a { color: var(--one) }
nav a { margin-inline-end: .9em; white-space: nowrap }
.parts { display: flex; flex-wrap: wrap; gap: 1.5rem 2.5rem; align-items: flex-start }
figure { margin: .75rem 0; max-width: 100%; overflow-x: auto }
figcaption, caption { color: var(--faint); font-size: .9rem; text-align: start; padding-bottom: .35rem }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums }
th, td { padding: .22rem .7rem .22rem 0; border-bottom: 1px solid var(--rule); text-align: end; white-space: nowrap;
  vertical-align: bottom }
th { font-weight: 600 } tbody th { font-weight: 400 }
.words { text-align: start; white-space: normal } tr.own td, tr.own th { font-weight: 650 }
.scroll { overflow-x: auto; max-width: 100% }
svg { display: block; font: 11px system-ui, sans-serif; fill: var(--ink) }
.axis { stroke: var(--rule); fill: none } .whisker { stroke: var(--ink); stroke-width: 1.5 }
.ideal { stroke: var(--faint); stroke-dasharray: 4 4; fill: none }
.line { stroke: var(--one); stroke-width: 2; fill: none }
.series-1 { fill: var(--one) } .series-2 { fill: var(--two) } .series-3 { fill: var(--three) }
.series-4 { fill: var(--four) } .series-5 { fill: var(--five) } .cell { fill: var(--one) }
.figure.strong { fill: var(--ground); font-weight: 600 }
"""
_OWN = "khabar"


def page(title: str, sections: Sequence[Section]) -> str:
    """The whole page, as HTML in UTF-8."""
    named = [(f"s{number}", section) for number, section in enumerate(sections, start=1)]
    links = " ".join(f'<a href="#{anchor}">{escape(section.title)}</a>' for anchor, section in named)
    body = "\n".join(_section(anchor, section) for anchor, section in named)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head>\n<body><header><h1>{escape(title)}</h1><nav>{links}</nav></header>\n"
        f"<main>{body}</main></body></html>\n"
    )


def _section(anchor: str, section: Section) -> str:
    words = "".join(f"<p>{escape(word)}</p>" for word in section.words)
    return (
        f'<section id="{anchor}"><h2>{escape(section.title)}</h2>{words}'
        f'<div class="parts">{"".join(_parts(section))}</div></section>'
    )


def _parts(section: Section) -> Iterator[str]:
    for part in section.parts:
        if isinstance(part, Table):
            yield f'<div class="scroll">{_table(part)}</div>'
        else:
            yield f"<figure><figcaption>{escape(part.title)}</figcaption>{svg(part)}</figure>"


def _table(table: Table) -> str:
    def cell(tag: str, place: int, text: str, scope: str = "") -> str:
        css = ' class="words"' if place in table.worded else ""
        return f"<{tag}{scope}{css}>{escape(text)}</{tag}>"

    head = "".join(cell("th", place, name, ' scope="col"') for place, name in enumerate(table.header))
    rows = []
    for row in table.rows:
        own = ' class="own"' if _OWN in row else ""
        first = cell("th", 0, row[0], ' scope="row"')
        rows.append(f"<tr{own}>{first}{''.join(cell('td', i, text) for i, text in enumerate(row) if i)}</tr>")
    caption = f"<caption>{escape(table.title)}</caption>" if table.title else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
