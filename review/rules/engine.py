"""Rules x facts -> findings.

The same facts and rules give byte-identical findings: nothing here reads a clock, the disk or the network, and the order is
total. A rule that crashes, or looks at more text than it may, ends UNDETERMINED and says so; the others run on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from operator import itemgetter

from review.commitments.amended import restated
from review.model.canonical import digest
from review.model.changed import changed
from review.model.finding import Finding, Outcome, Stage
from review.model.roles import Severity
from review.model.span import Span
from review.rules.check import Answer, unknown
from review.rules.conditions import holds
from review.rules.facts import Facts
from review.rules.finder import OutOfBudget
from review.rules.index import Unasked
from review.rules.plain import shown
from review.rules.render import fill, filled, parameters
from review.rules.rule import Applies, Rule, RuleSet, Status, Variant
from review.rules.scene import Scene

#: Most findings that one rule reports of one contract; the rest are counted in the last one.
MOST = 60
_ORDER = {Outcome.FAIL: 0, Outcome.UNDETERMINED: 1, Outcome.PASS: 2, Outcome.NOT_APPLICABLE: 3}


def evaluate(rules: RuleSet, facts: Facts, stage: Stage = Stage.REVIEW) -> tuple[Finding, ...]:
    """Findings of every rule of the stage, open ones first, heaviest first, then by place.

    Stage GATE asks only the rules on the state of the review, and needs ``facts.process``.
    """
    if stage is Stage.GATE and facts.process is None:
        return ()
    scene = Scene(facts, rules.words)
    index = rules.index[stage]
    asked, rest = index.by(scene.finder.words if index.calls else ())
    found = [_placed(f) for rule in asked for f in _findings(rule, scene)]
    found += [f for unasked in rest for f in _told(unasked, scene)]
    return tuple(finding for _, finding in sorted(found, key=itemgetter(0)))


_Order = tuple[int, int, int, str, str]
_Placed = tuple[_Order, Finding]


def _placed(f: Finding) -> _Placed:
    """A finding with its place among all."""
    place = f.spans[0].start if f.spans else 0
    group = 0 if f.open else _ORDER[f.outcome]
    return (group, f.severity.rank, place, f.rule.id, f.id), f


def _told(unasked: Unasked, scene: Scene) -> list[_Placed]:
    outcome = unasked.outcome if _applies(unasked.applies, scene) else Outcome.NOT_APPLICABLE
    return [_plain(rule, outcome) for rule in unasked.rules]


def _findings(rule: Rule, scene: Scene) -> list[Finding]:
    answers = list(_limited(rule, scene)) or [Answer(Outcome.NOT_APPLICABLE)]
    if len(answers) == 1 and answers[0] in _PLAIN:
        return [_plain(rule, answers[0].outcome)[1]]
    seen: dict[str, Finding] = {}
    for answer in answers:
        finding = _finding(rule, _conditioned(rule, _as_written(answer, scene), scene), scene)
        seen.setdefault(finding.id, finding)
    return list(seen.values())


#: Answers about no place and no value: their findings are the same for every contract.
_PLAIN = (Answer(Outcome.PASS), Answer(Outcome.NOT_APPLICABLE))


@lru_cache(maxsize=8192)
def _plain(rule: Rule, outcome: Outcome) -> _Placed:
    finding = Finding(
        id=_identity(rule, Answer(outcome), ()),
        rule=rule.ref,
        outcome=outcome,
        severity=_severity(rule, Answer(outcome), None),
        owner=rule.owner,
        message=dict(rule.title),
    )
    return _placed(finding)


def _limited(rule: Rule, scene: Scene) -> Iterator[Answer]:
    scene.finder.work = 0
    if not _applies(rule.applies, scene):
        return
    try:
        for count, answer in enumerate(rule.check.run(scene, rule.params)):
            if count >= MOST:
                return
            yield answer
    except OutOfBudget:
        yield unknown("rule:budget")
    except Exception as error:  # a rule that crashes is a result, never silence (law 3)
        yield unknown(f"rule:{type(error).__name__}")


def _applies(applies: Applies, scene: Scene) -> bool:
    """Side, language, type of contract and governing law; what is not known does not exclude."""
    return (
        applies.side in ("any", scene.ours.value)
        and (not applies.language or bool(scene.languages & set(applies.language)))
        and (not applies.contract or scene.contract_type is None or scene.contract_type in applies.contract)
        and scene.contract_type not in applies.excepted
        and (not applies.delivery or scene.delivers)
        and (not applies.jurisdiction or scene.jurisdiction is None or scene.jurisdiction in applies.jurisdiction)
    )


def _as_written(answer: Answer, scene: Scene) -> Answer:
    """The answer with the words that its check took from the contract as the contract writes them."""
    if scene.document is scene.written:
        return answer
    show = partial(shown, scene.written, scene.document)
    compared = tuple(replace(c, contract=show(c.contract)) for c in answer.compared)
    return replace(answer, fields={name: show(said) for name, said in answer.fields.items()}, compared=compared)


def _conditioned(rule: Rule, answer: Answer, scene: Scene) -> Answer:
    """A failure counts only where the deal's conditions hold; where they are not known, it is not known either."""
    if answer.outcome not in (Outcome.FAIL, Outcome.UNDETERMINED):
        return answer
    known = {c.field: holds(c, scene) for c in rule.applies.deal}
    if False in known.values():
        return Answer(Outcome.NOT_APPLICABLE)
    if None in known.values():
        return replace(answer, outcome=Outcome.UNDETERMINED, missing=tuple(f for f, v in known.items() if v is None))
    if answer.variant or answer.outcome is Outcome.UNDETERMINED:
        return answer
    for name, variant in rule.variants.items():
        if variant.when and all(holds(c, scene) for c in variant.when):
            return replace(answer, variant=name)
    return answer


def _finding(rule: Rule, answer: Answer, scene: Scene) -> Finding:
    told = answer.spans or ((answer.commitment.span,) if answer.commitment else ())
    spans = restated(scene.written.text, told)
    quote = scene.written.quote(spans[0]) if spans else ""
    clause = scene.written.clause_at(spans[0].start) if spans else None
    number = (answer.commitment.cited if answer.commitment else "") or (scene.written.cited(clause) if clause else "")
    variant = rule.variants.get(answer.variant)
    fields = {**dict(rule.params), **answer.fields, "quote": quote, "clause": number}
    finding = Finding(
        id=_identity(rule, answer, spans),
        rule=rule.ref,
        outcome=answer.outcome,
        severity=_severity(rule, answer, variant),
        owner=rule.owner,
        message=fill(rule, variant, answer, fields),
        spans=spans,
        quote=quote,
        clause=clause.id if clause else "",
        number=number,
        commitment=answer.commitment.id if answer.commitment else None,
        compared=answer.compared,
        missing=answer.missing,
        replaces=answer.replaces if spans == told else None,
    )
    return _to_decide(finding, rule, variant, fields) if finding.open else finding


def _to_decide(finding: Finding, rule: Rule, variant: Variant | None, fields: Mapping[str, object]) -> Finding:
    """An open finding with what whoever decides on it needs: why, by which source, who may waive it, and other words for it."""
    proposal = (variant and variant.proposal) or rule.proposal
    return changed(
        finding,
        why=rule.why,
        parameters=parameters(rule),
        source="; ".join(map(str, rule.source)),
        waivable_by=rule.waive,
        proposal={k: filled(v, fields, k) for k, v in proposal.items()} if proposal and finding.outcome is Outcome.FAIL else None,
    )


def _severity(rule: Rule, answer: Answer, variant: Variant | None) -> Severity:
    """By the answer's facts; an experimental rule never weighs more than M."""
    severity = answer.severity or (variant.severity if variant else None) or rule.severity
    return max(severity, Severity.M, key=lambda s: s.rank) if rule.status is Status.EXPERIMENTAL else severity


def _identity(rule: Rule, answer: Answer, spans: tuple[Span, ...]) -> str:
    """Stable between runs, and between drafts as long as the commitment keeps its id."""
    about = answer.commitment.id if answer.commitment else [(s.start, s.end) for s in spans]
    pointers = [c.pointer for c in answer.compared]
    return f"{rule.id}-{digest([about, answer.variant, pointers, answer.missing, answer.outcome])[:10]}"
