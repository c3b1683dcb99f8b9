"""A review in words: the verdict first, then what blocks, each finding with its clause, quote, values and owner.

What could not be decided follows, one line a rule: which data are missing, and whose question it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import click

from api.cli.columns import padded, seen, width_of, wrapped
from review.intake.notices import kind_of
from review.model.finding import Compared, Finding, Outcome
from review.model.language import Language
from review.model.names import OUTCOMES, ROLES, SEVERITIES, VERDICTS, unnumbered
from review.model.review import Review
from review.model.roles import Role, Severity

_QUOTE = 240
_SLIMMEST = 24
_COLOURS = {"B": "red", "H": "yellow", "M": None, "L": None, "blocked": "red", "conditional": "yellow", "clear": "green"}

_WORDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "verdict": "结论",
        "counts": "未决",
        "and_undetermined": "；另有 {n} 项无法判定，其中 {b} 项为阻断",
        "commitments": "承诺",
        "commitments_text": "{all} 条，其中 {ours} 条由 FR 逐条确认",
        "deal": "商机",
        "no_deal": "未提供商机记录（--deal）：需要商机数据的规则均为“无法判定”",
        "rules": "规则",
        "scope": "未见",
        "quote": "原文",
        "contract_says": "合同",
        "deal_says": "商机",
        "against": "对照",
        "missing": "缺少",
        "proposal": "建议",
        "clause": "条款",
        "nowhere": "合同未写",
        "undetermined": "无法判定",
        "undetermined_why": "缺少下列数据，不算通过",
        "none": "无",
    },
    "en": {
        "verdict": "Verdict",
        "counts": "Open",
        "and_undetermined": "; {n} undetermined, {b} of them blocking",
        "commitments": "Commitments",
        "commitments_text": "{all}, of which {ours} for FR to confirm one by one",
        "deal": "Deal",
        "no_deal": "no deal record was given (--deal): every rule that needs one is undetermined",
        "rules": "Rules",
        "scope": "Unseen",
        "quote": "Quote",
        "contract_says": "Contract",
        "deal_says": "Deal",
        "against": "Against",
        "missing": "Missing",
        "proposal": "Proposal",
        "clause": "Clause",
        "nowhere": "not in the contract",
        "undetermined": "Undetermined",
        "undetermined_why": "these data are missing, which is never a pass",
        "none": "none",
    },
}


def summary(review: Review, language: Language, width: int) -> str:
    """The whole summary as text of at most ``width`` places a line."""
    lang = "zh" if language is Language.ZH else "en"
    return "\n".join(_Writer(review, lang, width).lines())


@dataclass(frozen=True)
class _Writer:
    review: Review
    lang: str
    width: int

    @property
    def words(self) -> Mapping[str, str]:
        return _WORDS[self.lang]

    def lines(self) -> Iterator[str]:
        yield click.style(" ".join(seen(self.review.document.source.name).split()), bold=True)
        yield from self._head()
        failed = [f for f in self.review.open_findings if f.outcome is Outcome.FAIL]
        for severity, found in groupby(failed, key=lambda f: f.severity):
            yield from self._section(severity, list(found))
        yield from self._undetermined([f for f in self.review.open_findings if f.outcome is not Outcome.FAIL])

    def _head(self) -> Iterator[str]:
        review, t = self.review, self.words
        verdict = _coloured(VERDICTS[review.verdict][self.lang], _COLOURS[review.verdict.value], bold=True)
        rows = [
            (t["verdict"], verdict),
            (t["counts"], self._counts()),
            (t["commitments"], t["commitments_text"].format(all=len(review.commitments), ours=_for_fulfilment(review))),
            (t["rules"], " · ".join(f"{review.outcomes[o]} {OUTCOMES[o][self.lang]}" for o in Outcome)),
            *((t["scope"], self._notice(n.code, n.where, n.detail)) for n in review.document.coverage.notices),
        ]
        if review.deal is None:
            rows.insert(2, (t["deal"], _coloured(t["no_deal"], "yellow")))
        yield from self._table(rows, 0)

    def _counts(self) -> str:
        """What fails, by severity, and apart from it what nobody could decide."""
        open_ = self.review.open_findings
        failed = Counter(f.severity for f in open_ if f.outcome is Outcome.FAIL)
        gaps = [f for f in open_ if f.outcome is not Outcome.FAIL]
        said = " · ".join(f"{failed[s]} {SEVERITIES[s][self.lang]}" for s in Severity if failed[s]) or self.words["none"]
        blocking = sum(f.severity is Severity.B for f in gaps)
        return said + (self.words["and_undetermined"].format(n=len(gaps), b=blocking) if gaps else "")

    def _notice(self, code: str, where: str, detail: str) -> str:
        return " ".join(part for part in (kind_of(code).sentence[self.lang], where, f"({detail})" if detail else "") if part)

    def _section(self, severity: Severity, found: list[Finding]) -> Iterator[str]:
        yield ""
        title = f"── {SEVERITIES[severity][self.lang]} ({len(found)}) "
        yield click.style(title + "─" * (self.width - width_of(title)), fg=_COLOURS[severity.value], bold=True)
        by_rule: dict[str, list[Finding]] = {}
        for finding in found:
            by_rule.setdefault(finding.rule.id, []).append(finding)
        for i, same in enumerate(by_rule.values()):
            if i:
                yield ""
            yield from self._rule(same)

    def _rule(self, same: list[Finding]) -> Iterator[str]:
        """The first place of a rule in full; of each further one what is not said yet."""
        first, *more = same
        times = f"  ×{len(same)}" if more else ""
        yield self._headline(first.rule.id, first.rule.title[self.lang] + times, ROLES[first.owner][self.lang])
        yield from self._indented(first.message[self.lang])
        yield from self._table(self._rows(first, self.review.wording(first)), 6)
        for finding in more:
            if _bare(finding.message[self.lang]) != _bare(first.message[self.lang]):
                yield from self._indented(finding.message[self.lang])
            wording = self.review.wording(finding) if finding.proposal != first.proposal else ""
            yield from self._table(self._rows(finding, wording), 6)

    def _rows(self, f: Finding, wording: str) -> list[tuple[str, str]]:
        t = self.words
        rows = [(t["clause"], f.number.rstrip(".") or unnumbered(f.clause, bool(f.spans))[self.lang])]
        if f.quote:
            rows.append((t["quote"], f"“{_short(f.quote)}”"))
        for pair in f.compared:
            rows += self._pair(pair, len(f.compared) > 1)
        return [*rows, (t["proposal"], _short(wording))] if wording else rows

    def _headline(self, rule: str, title: str, owner: str) -> str:
        name = f"{rule} ".ljust(6)
        room = self.width - len(name) - width_of(owner) - 2
        return click.style(f"{name}{padded(title, room)}", bold=True) + f"  {owner}"

    def _pair(self, pair: Compared, named: bool) -> list[tuple[str, str]]:
        """What the contract says, and what it is held against: a named field of the deal record, else the label."""
        t, label = self.words, pair.label[self.lang]
        contract, held = pair.said(self.lang)
        other = (t["deal_says"], f"{held}  {pair.pointer}".strip()) if pair.pointer else (t["against"], f"{held}  ({label})")
        return [(t["contract_says"], (f"{label}: " if named else "") + (contract or t["nowhere"])), other]

    def _undetermined(self, found: list[Finding]) -> Iterator[str]:
        if not found:
            return
        t = self.words
        yield ""
        title = f"── {t['undetermined']} ({len(found)}) · {t['undetermined_why']} "
        yield click.style(title + "─" * (self.width - width_of(title)), bold=True)
        by_rule = groupby(sorted(found, key=lambda f: (f.severity.rank, f.rule.id)), key=lambda f: f.rule.id)
        rows = [self._gap(list(same)) for _, same in by_rule]
        widest = [max(width_of(row[i]) for row in rows) for i in range(3)]
        for severity, name, owner, missing in rows:
            start = f"{padded(severity, widest[0])}  {padded(name, widest[1])}  {padded(owner, widest[2])}  "
            yield from self._hanging(start, missing, width_of(start))

    def _gap(self, same: list[Finding]) -> tuple[str, str, str, str]:
        first = same[0]
        times = f" ×{len(same)}" if len(same) > 1 else ""
        missing = dict.fromkeys(name for f in same for name in f.fields_missing)
        why = ", ".join(missing) or first.message[self.lang]
        name = f"{first.rule.id:5} {first.rule.title[self.lang]}{times}"
        return SEVERITIES[first.severity][self.lang], name, ROLES[first.owner][self.lang], why

    def _table(self, rows: Iterable[tuple[str, str]], indent: int) -> Iterator[str]:
        """Names in one column, values beside them, longer ones wrapped below themselves."""
        kept = list(rows)
        column = max(width_of(name) for name, _ in kept) + 2
        for name, value in kept:
            start = " " * indent + click.style(padded(name, column), dim=True)
            yield from self._hanging(start, value, indent + column)

    def _indented(self, text: str) -> Iterator[str]:
        return (" " * 6 + line for line in wrapped(text, self.width - 6))

    def _hanging(self, start: str, text: str, column: int) -> Iterator[str]:
        if isinstance(text, _Coloured):
            yield start + text
            return
        first, *rest = wrapped(text, max(_SLIMMEST, self.width - column))
        yield start + first
        yield from (" " * column + line for line in rest)


class _Coloured(str):
    """A short value that bears its colour, which only words of our own do."""


def _coloured(text: str, colour: str | None, bold: bool = False) -> _Coloured:
    return _Coloured(click.style(text, fg=colour, bold=bold))


def _for_fulfilment(review: Review) -> int:
    return sum(1 for c in review.commitments if c.owner is Role.FR and c.obligor in (review.side, "both"))


def _bare(message: str) -> str:
    """A message without what it quotes: alike for places that differ in their words alone."""
    return re.sub(r"“[^”]*”|\"[^\"]*\"", "", message)


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _QUOTE else line[: _QUOTE - 1] + "…"
