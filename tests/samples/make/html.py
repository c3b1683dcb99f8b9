"""A draft as a text PDF: numbers written out, tables with borders, page numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from tests.samples.make.look import Level, Look
from tests.samples.make.markup import Item, Table

CSS = """
@page {{ size: A4; margin: 25mm 26mm; @bottom-center {{ content: counter(page) " / " counter(pages); font-size: 9pt }}
  @top-right {{ content: "{header}"; font-size: 9pt }} }}
body {{ font-family: "Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Sans SC", serif; font-size: {size}pt; line-height: 1.6 }}
p {{ margin: 0 0 2pt }} .title {{ font-size: {title}pt; text-align: center; font-weight: bold; margin: 14pt 0 }}
.center {{ text-align: center }} .right {{ text-align: right }} .indented {{ text-indent: 2em }}
.n0, .sub {{ font-weight: bold; margin-top: 8pt; break-after: avoid }}
.annex {{ break-before: page; font-weight: bold; font-size: 13pt }}
table {{ border-collapse: collapse; width: 100%; margin: 4pt 0 8pt; table-layout: fixed; font-size: {size}pt }}
td {{ padding: 2pt 4pt; vertical-align: middle }} .b td {{ border: 0.6pt solid #333 }}
.h td {{ background: #e7e6e6; font-weight: bold; text-align: center }} tr {{ break-inside: avoid }}
"""
PAGE = """<html lang="zh"><head><meta name="dcterms.created" content="2026-03-02T10:00:00Z"><style>{css}</style></head>
<body>{body}</body></html>"""
DIGITS = "〇一二三四五六七八九"


def write(items: Iterable[Item], look: Look, name: str) -> bytes:
    """The PDF; the same items, look and fonts give the same bytes."""
    from weasyprint import HTML

    css = CSS.format(header=look.header, size=look.size, title=look.title_size)
    page = PAGE.format(css=css, body="\n".join(_body(items, look.levels)))
    data = HTML(string=page).write_pdf(pdf_identifier=name.encode())
    assert isinstance(data, bytes)
    return data


def _body(items: Iterable[Item], levels: tuple[Level, ...]) -> Iterator[str]:
    counts = [0] * len(levels)
    for item in items:
        if isinstance(item, Table):
            yield _table(item)
        elif item.style == "numbered":
            counts[item.level] += 1
            counts[item.level + 1 :] = [0] * (len(levels) - item.level - 1)
            yield f'<p class="n{item.level}">{number(counts, levels, item.level)} {escape(item.text)}</p>'
        else:
            yield f'<p class="{item.style}">{escape(item.text)}</p>'


def number(counts: list[int], levels: tuple[Level, ...], at: int) -> str:
    """The number of a paragraph as Word would show it."""
    text = levels[at].pattern
    for n, level in enumerate(levels[: at + 1]):
        chinese = level.format == "chineseCountingThousand" and not levels[at].legal
        text = text.replace(f"%{n + 1}", _chinese(counts[n]) if chinese else str(counts[n]))
    return text


def _chinese(n: int) -> str:
    """1 to 99 in Chinese."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones or not tens else "")


def _table(table: Table) -> str:
    columns = "".join(f'<col style="width:{100 * w / sum(table.widths):.2f}%">' for w in table.widths)
    rows = "".join(_row(table, r) for r in range(len(table.rows)))
    return f'<table class="{"b" if table.borders else ""}"><colgroup>{columns}</colgroup>{rows}</table>'


def _row(table: Table, r: int) -> str:
    cells = "".join(_cell(table, r, c) for c, text in enumerate(table.rows[r]) if text not in ("<", "^"))
    return f'<tr class="{"h" if r < table.header else ""}">{cells}</tr>'


def _cell(table: Table, r: int, c: int) -> str:
    wide = 1
    while c + wide < len(table.widths) and table.rows[r][c + wide] == "<":
        wide += 1
    high = 1
    while r + high < len(table.rows) and table.rows[r + high][c] == "^":
        high += 1
    text = "<br>".join(escape(line.strip()) for line in table.rows[r][c].split("//"))
    return f'<td colspan="{wide}" rowspan="{high}">{text}</td>'
