"""The tests that stand inside rule files, run through the real steps: text -> document -> commitments -> findings.

A case names what goes in (``text``, ``file`` content or hand-written ``commitments``), the deal, and what must come out:

    - name: 签订起算早于预付款起算
      lang: zh
      text: |
        第一条 乙方应于合同签订后45日内交货。
      deal: {delivery_plan: [{milestone: 发货, trigger: prepayment_received}]}
      want: fail
      quote: 45日

``want`` is ``fail``, ``pass``, ``undetermined``, ``n/a`` or ``silent`` (pass or n/a). A deal of a case needs only what the
rule reads; the required names are filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from review.commitments import understand
from review.deal.read import deal_from
from review.errors import Failure
from review.intake import parse
from review.model.commitment import Party
from review.model.deal import Deal
from review.model.document import Document
from review.model.finding import Finding, Outcome, Stage
from review.model.process import Process
from review.model.roles import Severity
from review.rules.engine import evaluate
from review.rules.facts import Facts
from review.rules.problems import Problems
from review.rules.processes import PROCESS, process_from
from review.rules.rule import Rule, RuleSet, Status
from review.rules.shape import REQUIRED, Day, OneOf, Param, Raw, Reading, Record, Text
from review.rules.source import Node
from review.rules.wordfile import is_marked, word_file

WANTS = ("fail", "pass", "undetermined", "n/a", "silent")
CASE = {
    "name": Param(Text(), REQUIRED),
    "lang": Param(OneOf(("zh", "en")), REQUIRED, "language of the text"),
    "text": Param(Text(), None, "a contract, or a piece of one"),
    "previous": Param(Text(), None, "the text it is held against"),
    "attachment": Param(Text(), None, "text of a file that comes with it"),
    "deal": Param(Raw(), None, "fields of a deal record; `none` for no record at all"),
    "process": Param(Record(PROCESS), None, "state of the review"),
    "side": Param(OneOf(("seller", "buyer")), "seller"),
    "as_of": Param(Day(), date(2026, 3, 2), "day of the check"),
    "want": Param(OneOf(WANTS), REQUIRED),
    "quote": Param(Text(), None, "a failing finding must quote this"),
    "severity": Param(OneOf(tuple(s.value for s in Severity)), None, "of the failing finding"),
    "missing": Param(Text(), None, "what an undetermined finding must name"),
    "says": Param(Text(), None, "words that the message must hold, in the case's language"),
}
#: What a case without a text is about: a contract that says nothing.
_NO_TEXT = "合同 Agreement"
_NAMES = {
    "deal": {"external_id": "T-1"},
    "account": {"legal_name": "华东电力有限公司"},
    "our_party": {"legal_name": "星河科技有限公司"},
}


@dataclass(frozen=True)
class Result:
    """One case run. ``fault`` is empty when it gave what it wants."""

    rule: str
    case: str
    want: str
    language: str
    fault: str
    findings: tuple[Finding, ...] = ()


def run_cases(rules: RuleSet, only: str | None = None) -> tuple[Result, ...]:
    """Every inside test of the rules, or of one."""
    return tuple(run_case(r, n) for r in rules.rules if only in (None, r.id) for n in r.tests)


def coverage(rules: RuleSet, results: tuple[Result, ...]) -> tuple[str, ...]:
    """Rules whose tests do not show enough: none at all, none that fires, a stable one not both ways in each language."""
    return tuple(text for r in rules.rules for text in _gaps(r, [x for x in results if x.rule == r.id]))


def _gaps(rule: Rule, results: list[Result]) -> list[str]:
    if not results:
        return [f"{rule.id}: no test ({rule.path})"]
    if not any(r.want == "fail" for r in results):
        return [f"{rule.id}: no test fires it ({rule.path})"]
    if rule.status is not Status.STABLE:
        return []
    shown = {(r.language, r.want == "fail") for r in results}
    wanted = [(lang, fires) for lang in rule.applies.language or ("zh", "en") for fires in (True, False)]
    return [
        f"{rule.id}: stable, but no {'firing' if f else 'silent'} {lang} test ({rule.path})"
        for lang, f in wanted
        if (lang, f) not in shown
    ]


def run_case(rule: Rule, node: Node) -> Result:
    """Run one case; a case that cannot be read has a fault too."""
    problems = Problems(rule.path)
    case = Record(CASE, "a test").read(node, Reading(problems))
    if case is None or problems.items:
        return Result(rule.id, f"line {node.line}", "", "", "; ".join(map(str, problems.items)))
    try:
        findings = _evaluate(rule, case)
    except Failure as error:
        return Result(rule.id, case["name"], case["want"], case["lang"], error.diagnostics("en"))
    return Result(rule.id, case["name"], case["want"], case["lang"], _fault(case, findings), findings)


def _evaluate(rule: Rule, case: Mapping[str, Any]) -> tuple[Finding, ...]:
    stage = rule.stage
    return evaluate(_alone(rule), facts_of(case, stage), stage)


@lru_cache(maxsize=1)
def _alone(rule: Rule) -> RuleSet:
    """A set that knows the words of its patterns, for all cases of a rule."""
    return RuleSet((rule,), rule.version)


def facts_of(case: Mapping[str, Any], stage: Stage = Stage.REVIEW) -> Facts:
    """The facts that a case describes. Raises Failure when its deal is not one."""
    deal = _deal(case)
    document = _document(case["text"] or _NO_TEXT)
    understanding = understand(document, deal)
    process: Process | None = None
    if stage is Stage.GATE:
        process = process_from(case["process"] or {}, understanding)
    return Facts(
        document, understanding, deal, Party(case["side"]), case["as_of"], process,
        _document(case["previous"]) if case["previous"] else None,
        (_document(case["attachment"]),) if case["attachment"] else (),
    )  # fmt: skip


def _document(text: str) -> Document:
    """The text as a plain file; as a Word file when it has tables, tracked changes, comments or hidden words."""
    if is_marked(text):
        return parse("case.docx", word_file(text))
    return parse("case.txt", (text + "\n").encode())


def _deal(case: Mapping[str, Any]) -> Deal | None:
    node = case["deal"]
    if node is not None and node.value == "none":
        return None
    record = _plain(node) if node else {}
    return deal_from({**_NAMES, **record, **{k: {**_NAMES[k], **record.get(k, {})} for k in _NAMES}})


def _plain(node: Node) -> Any:
    """Nodes as JSON values: true and false are flags, plain numbers whole or decimal."""
    value = node.value
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return {"true": True, "false": False}.get(value, value)


def _fault(case: Mapping[str, Any], findings: tuple[Finding, ...]) -> str:
    want = case["want"]
    outcomes = [f.outcome for f in findings]
    wrong = _wrong(want, outcomes)
    if wrong:
        said = "; ".join(f"{f.outcome.value}: {f.message[case['lang']]} [{f.quote[:40]}]" for f in findings[:3])
        return f"wanted {want}, got {said}"
    shown = [f for f in findings if f.outcome.value == want]
    asked = (
        ("quote", lambda f: case["quote"] in f.quote),
        ("severity", lambda f: f.severity.value == case["severity"]),
        ("missing", lambda f: case["missing"] in f.missing),
        ("says", lambda f: case["says"] in f.message[case["lang"]]),
    )
    for key, holds in asked:
        if case[key] is not None and not any(holds(f) for f in shown):
            return f"no finding with {key} {case[key]!r}: " + "; ".join(
                f"{f.severity.value} {f.quote[:60]!r} {f.message[case['lang']]}" for f in shown
            )
    return ""


def _wrong(want: str, outcomes: list[Outcome]) -> bool:
    if want == "silent":
        return any(o in (Outcome.FAIL, Outcome.UNDETERMINED) for o in outcomes)
    wanted = Outcome(want)
    if wanted in (Outcome.FAIL, Outcome.UNDETERMINED):
        return wanted not in outcomes
    return wanted not in outcomes or any(o in (Outcome.FAIL, Outcome.UNDETERMINED) for o in outcomes)
