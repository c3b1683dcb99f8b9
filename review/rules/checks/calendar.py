"""Dates that cannot be, or that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from review.commitments.values import RawValue, scan
from review.model.commitment import Modality, ValueRole, ValueType
from review.model.finding import Compared
from review.model.span import Span
from review.model.wording import duration_text
from review.rules import render, values
from review.rules.check import Answer, Check, Params, failed, passed
from review.rules.measure import in_unit
from review.rules.patterns import make
from review.rules.scene import Scene
from review.rules.shape import REQUIRED, Param, PatternLists

#: Duties whose day cannot lie before the contract: deliveries, installation, acceptance, payment.
_DATED = ("K01", "K04", "K11", "K16")
#: Words before or after a day by which something of any kind is due on it.
_DUE = make(
    [
        "(?:最迟|最晚|至迟|不(?:迟|晚)于)",
        "(?:竣工|完工|交货|交付|移交|到货|上线|投产|开通|完成)[^。;,]{0,12}(?:时间|日期|期限|日|为|于|在)",
        "日(?:之|以)?前[^。;,]{0,8}(?:完|交|到|上线|竣工|送|发|移|付)",
    ],
    ["(?:by|before|no later than|not later than|at the latest|due (?:on|by)|complet\\w+ (?:date|on|by|is))"],
    {},
)
#: Words right before a day by which something of this contract falls due, whoever owes it.
_OWED = make(
    [
        "(?:交货|到货|交付|供货|完工|竣工|付款|支付|预付款|首付款|进场|开工|验收)[^。;,]{0,12}(?:于|不晚于|不迟于|定于|为|日期|时间|:)[^。;,]{0,4}"
    ],
    [
        r"(?:deliver\w*|shipment|payment|install?ment|works?|completion|order|goods)\b[^.;]{0,30} (?:by|before"
        r"|on or before|due|no later than|on)",
        r"(?:falls?|is|are) due (?:by|on|before)",
        r"(?:deliver\w*|shipment|payment|completion|handover|installation|go-live|commissioning)\b[^.;:]{0,40}:"
        r"\s?(?:\d|[a-z]{3,9} \d)",
        r"(?:delivery|completion|shipment|payment|due|handover|installation|go-live) date ?(?:is|:)|\bdue ?:",
    ],
    {},
)
#: Words between the two days of a term that nothing else can mean.
_ENDS = make(
    ["(?:止于|终于|届满于|结束于|到期日)"],
    [r"(?:and|,) (?:it )?(?:ends?|ending|expir\w+|finish\w*|clos\w+|stops?) (?:on|with)"],
    {},
)
_LONG = 30
#: Steps of a contract by their words, and which of them follow which.
_STEP = {
    name: re.compile(words)
    for name, words in (
        (
            "start",
            r"开工|起始|开始|起算|进场|移交场地|场地移交|启动|起租|生效|始于|"
            r"\b(?:start|begin|commenc|kick-?off|effective|takes? effect"
            r"|enters? into force"
            r"|site (?:being |is |shall be |will be )?(?:handed|given|made available)|possession)\w*",
        ),
        (
            "end",
            r"竣工|完工|终止|届满|到期|结束|截止|失效|终了|交工|\b(?:ends?|ending|expir(?:es?|y|ing)|terminat(?:es|ion)|complet\w+"
            r"|finish\w*|lapses)\b|\bruns? out",
        ),
        ("first test", r"初验|预验收|到货验收|\b(?:preliminary|provisional|initial|factory) (?:acceptance|test)\w*"),
        ("last test", r"终验|最终验收|竣工验收|\bfinal (?:acceptance|test)\w*"),
        ("delivery", r"交货|到货|发货|装运|供货|\b(?:deliver|ship|dispatch)\w*"),
        ("installation", r"安装|调试|\b(?:install|commission|erect)\w*"),
        ("bid opening", r"开标"),
        ("award", r"中标通知|\baward\w*"),
    )
}
_STEPS = (("start", "end"), ("first test", "last test"), ("delivery", "installation"), ("delivery", "last test"),
          ("installation", "last test"), ("bid opening", "award"))  # fmt: skip
#: Characters between the days of two steps at most, and beside a day in which its step is told.
_APART, _LABEL, _BEFORE = 120, 12, 40
#: What makes a number with points the number of a version.
_NUMBERED = re.compile(
    r"(?:版本?号?|编号|图号|文号|序列号|版次|号码|合同号|型号|件号|料号|v|ver\.?|version|rev\.?|no\.?|number|serial|model|part|code|drawing|document)[\s:：.]*$"
)
#: How a contract tells its own day, and characters from its beginning in which it does.
_OPENING, _FIRST = re.compile(r"(?i)\b(?:agreement|contract|order|deed)\s+(?:is\s+)?dated\s+(?:the\s+|as of\s+)?"), 800
#: Units of a term, words that a sentence tells one by, and months: in one, and in the shortest that is looked at.
_LONG_UNITS, _MONTH_DAYS, _SOME = ("month", "year"), Decimal("30.4375"), 3
_TERM = re.compile(r"期|为期|共|历时|\b(?:terms?|periods?|lasts?|runs?|years?|months?|duration)\b")
_MONTH_WORDS = (" month of ",)
#: A day that no month has: the 32nd of May.
_DAY = re.compile(
    r"\b(?:3[2-9]|[4-9]\d)(?:st|nd|rd|th) (?:day )?of (?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b|\b3[01](?:st|th) (?:day )?of february\b|\b31st (?:day )?of (?:april|june|september|november)\b"
)
_DAY_WORDS = (
    " of january", " of february", " of march", " of april", " of may", " of june", " of july", " of august", " of september",
    " of october", " of november", " of december",
)  # fmt: skip
_MONTH = re.compile(r"\b(?:1[3-9]|[2-9]\d)(?:st|nd|rd|th) month of (?:the year )?(?:20)\d\d")
#: By a day, and that somebody is bound; what was done on a day of the past.
_BY, _UNTIL = (
    re.compile(r"\b(?:by|no later than|not later than|on or before)\s+(?:the\s+)?$|(?:最迟|不迟于|不晚于)$"),
    re.compile(r"(?:之|以)?前"),
)
_WAS = re.compile(r"[已曾]|\b(?:was|were|had|has|have been|did|received)\b")
_PAST = re.compile(
    r"(?:initialled|signed|dated|issued|agreed|executed|filed|entered into|announced|published|submitted|offered|offer of"
    r"|letter of|version of|as (?:of|at))\b[^,;.]{0,30}$"
    r"|(?:签署|签订|出具|发布|投标|报价|中标)[^,，。;；]{0,8}$|[已曾]于?$"
)
#: Words right behind the day of signing.
_SIGNED = re.compile(r"\s?(?:正式|共同|在[^,，。；;]{2,10})?(?:签订|签署|签约|订立|缔结)(?:[,，。；;]|生效|于|本|之)")
#: Characters on either side of a day in which such words stand.
_NEAR = 24

PARAMS = {
    "until": Param(PatternLists(), REQUIRED, "words between the first and the last day of a term"),
    "signed": Param(PatternLists(), REQUIRED, "words before the day of signing"),
}


def run(scene: Scene, params: Params) -> Iterator[Answer]:
    dates = [v for v in values.of(scene, ValueType.DATE) if v.iso is not None or v.impossible]
    found = [*_impossible(scene, dates), *_reversed(scene, dates, params), *_before_signing(scene, dates, params)]
    found += [*_months(scene), *_lengths(scene, dates, params), *([] if found else _out_of_order(scene, dates))]
    yield from found
    if dates and not found:
        yield passed()


def _impossible(scene: Scene, dates: list[RawValue]) -> Iterator[Answer]:
    for v in dates:
        before = scene.finder.folded[max(v.span.start - _LABEL, 0) : v.span.start]
        if v.impossible and _is_date(scene.document.quote(v.span)) and not _NUMBERED.search(before):
            yield failed(None, v.span, variant="impossible", fields={"date": scene.document.quote(v.span)}, replaces=v.span)


def _months(scene: Scene) -> Iterator[Answer]:
    """A month after the twelfth, a day after the last of its month."""
    for m in (*scene.on_lines(_MONTH, _MONTH_WORDS), *scene.on_lines(_DAY, _DAY_WORDS)):
        span = Span(*m.span())
        yield failed(None, span, variant="impossible", fields={"date": scene.document.quote(span)}, replaces=span)


def _lengths(scene: Scene, dates: list[RawValue], params: Params) -> Iterator[Answer]:
    """A length beside the first and the last day of a term that do not make it: five years, from April 2027 to March 2031."""
    for one, other in pairwise(dates):
        sentence = scene.sentence(one.span.start)
        if not (one.iso and other.iso and one.iso < other.iso and sentence.contains(other.span)):
            continue
        gap = Span(one.span.end, max(other.span.start, one.span.end))
        near = Span(max(sentence.start, one.span.start - _BEFORE), max(min(sentence.end, other.span.end + _NEAR), other.span.end))
        terms = [
            v for v in values.within(scene, near) if v.type is ValueType.DURATION and not v.recurring and v.unit in _LONG_UNITS
        ]
        joined = scene.has(params["until"], Span(max(gap.end - _LABEL, gap.start), gap.end)) and _TERM.search(
            scene.finder.folded, near.start, near.end
        )
        told = in_unit(terms[0], "month") if len(terms) == 1 else None
        months = Decimal((other.iso - one.iso).days + 1) / _MONTH_DAYS
        if joined and told and told >= _SOME and abs(months - told) > _SOME / 2:
            length = duration_text(told, "month")
            yield failed(
                None,
                terms[0].span,
                other.span,
                variant="length",
                fields={"length": length, "first": render.day(one.iso), "second": render.day(other.iso)},
            )


def _out_of_order(scene: Scene, dates: list[RawValue]) -> Iterator[Answer]:
    """Of two steps that follow each other, the second lies before the first: each is told right beside its day."""
    told = [(v, name) for v in dates if v.iso and (name := _step(scene, v))]
    for first, second in _STEPS:
        starts, ends = ([v for v, name in told if name == step] for step in (first, second))
        for one in starts:
            near = [v for v in ends if abs(v.span.start - one.span.start) <= _APART and v.iso and one.iso and v.iso < one.iso]
            if near and len(starts) == 1:
                yield _pair(one, near[0], "reversed")
                break


def _step(scene: Scene, v: RawValue) -> str:
    """The step whose words stand nearest before a day in its part of the sentence, else right behind it."""
    text, own = scene.finder.folded, scene.sentence(v.span.start)
    before = re.split(r"[,，;；]", text[max(own.start, v.span.start - _BEFORE) : v.span.start])[-1]
    behind = re.split(r"[,，;；]", text[v.span.end : min(max(own.end, v.span.end), v.span.end + _LABEL)])[0]
    for part, last in ((before, True), (behind, False)):
        found = [(m.start(), name) for name, words in _STEP.items() for m in words.finditer(part)]
        if found:
            return (max(found) if last else min(found))[1]
    return ""


def _is_date(quote: str) -> bool:
    """Whether it can only be a date: with a year of four figures, or with 年 or 月."""
    return bool(re.search(r"\d{4}|[年月]", quote))


def _reversed(scene: Scene, dates: list[RawValue], params: Params) -> Iterator[Answer]:
    """Two dates joined by "to": the end lies before the start."""
    for one, other in pairwise(dates):
        gap = Span(one.span.end, max(other.span.start, one.span.end))
        joined = (len(gap) <= 12 and scene.has(params["until"], gap)) or (len(gap) <= _LONG and scene.has(_ENDS, gap))
        if one.iso and other.iso and joined and other.iso < one.iso:
            yield _pair(one, other, "reversed")


def _pair(one: RawValue, other: RawValue, variant: str) -> Answer:
    assert one.iso and other.iso
    fields = {"first": render.day(one.iso), "second": render.day(other.iso)}
    compared = (Compared({"zh": "日期", "en": "dates"}, fields["first"], fields["second"]),)
    return failed(None, other.span, one.span, variant=variant, fields=fields, compared=compared)


def _before_signing(scene: Scene, dates: list[RawValue], params: Params) -> Iterator[Answer]:
    """A day on which something is due, before the contract is signed."""
    signing = _signing(scene, dates, params)
    if signing is None or not signing.iso:
        return
    early = list(_due_before(scene, signing.iso))
    held = {due.span for due in early}
    owed = (day for day in dates if day.iso and day.iso < signing.iso and day.span not in held and _is_owed(scene, day))
    yield from (_pair(signing, day, "before_signing") for day in (*early, *owed))


def _due_before(scene: Scene, day: date) -> Iterator[RawValue]:
    """The days before another by which duties are due."""
    for c in (c for c in scene.commitments if c.modality is Modality.OBLIGATION):
        for v in (v for v in c.values if v.role is ValueRole.DEADLINE and v.iso and v.iso < day):
            near = Span(max(c.span.start, v.span.start - _NEAR), min(c.span.end, v.span.end + _NEAR))
            past = _PAST.search(scene.finder.folded, c.span.start, v.span.start)
            if not past and (c.kind in _DATED or scene.has(_DUE, near)):
                yield RawValue(type=v.type, span=v.span, iso=v.iso)


def _is_owed(scene: Scene, day: RawValue) -> bool:
    """Whether words before a day, or beside it, say that something is due on it and was not done before."""
    around = Span(max(scene.sentence(day.span.start).start, day.span.start - _BEFORE), day.span.end)
    due = scene.has(_OWED, around) or _bound(scene, day)
    return due and not _PAST.search(scene.finder.folded, around.start, day.span.start)


def _bound(scene: Scene, day: RawValue) -> bool:
    """Whether something is to be done by the day, not was done."""
    text, sentence = scene.finder.folded, scene.sentence(day.span.start)
    before = text[max(sentence.start, day.span.start - _LABEL * 2) : day.span.start]
    by = _BY.search(before) or _UNTIL.match(text, day.span.end)
    return by is not None and _WAS.search(text, sentence.start, sentence.end) is None


def _signing(scene: Scene, dates: list[RawValue], params: Params) -> RawValue | None:
    for v in dates:
        before = Span(max(0, v.span.start - _NEAR), v.span.start)
        if v.iso and (scene.has(params["signed"], before) or _SIGNED.match(scene.text, v.span.end)):
            return v
    return next(_dated(scene), None)


def _dated(scene: Scene) -> Iterator[RawValue]:
    """The day in the opening of a contract that is "dated" it; elsewhere such a day tells which paper is meant."""
    for m in _OPENING.finditer(scene.text, 0, _FIRST):
        for v in scan(scene.text[m.end() : m.end() + _BEFORE])[:1]:
            if v.iso and not v.span.start:
                yield RawValue(type=v.type, span=Span(m.end() + v.span.start, m.end() + v.span.end), iso=v.iso)


CHECK = Check(
    "calendar", PARAMS, run,
    fields=("date", "first", "second", "length"),
    variants=("impossible", "reversed", "before_signing", "length"),
    words=(*_MONTH_WORDS, *_DAY_WORDS),
)  # fmt: skip
