"""The registered names and codes of the parties, as the block of the parties gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from review.commitments.companies import BODY, CAPITAL_FORM, FORM, LOOSE_FORM
from review.commitments.introduced import called
from review.model.commitment import Party, PartyName
from review.model.document import Document
from review.model.span import Span

#: So many characters of a contract are searched for its parties.
FRONT = 6000
#: Rosewell School of Management Ltd: what may be of or for something within a name.
_HOUSE = (
    r"(?i:academy|association|bank|board|cent(?:re|er)|chamber|church|college|company|corporation|council|department|faculty"
    r"|federation|foundation|guild|hospital|house|institut(?:e|ion)|museum|port|school|society|trust|union|university)"
    r" (?i:of|for)(?: (?i:the))?"
)
_FORM = rf"(?:{FORM}|{CAPITAL_FORM}|{LOOSE_FORM})"
_NAME = re.compile(
    r"(?<![A-Za-z])(?<!\ba )(?<!\ban )((?!(?:AND|And|BETWEEN|Between|BY|By|TO|OF|P(?:arties|ARTIES)\.?)\s|\([A-Z]\)\s)(?=[A-Z(])"
    rf"(?:(?!(?:BETWEEN|Between|AGREEMENT|CONTRACT|INCLUDING|WHEREAS|RECITALS)[\s,])"
    rf"(?:{_HOUSE}|[A-Z][\w&.'’-]*|&|\([A-Z]\w*\)),?\s{{1,2}}){{1,6}}?"
    rf"{_FORM}\.?(?:,?\s{{1,2}}{_FORM}\.?){{0,2}})(?=[\s,(;])"
)
_LINE = re.compile(
    r"(?P<term>甲\s*方|乙\s*方|[A-Z]{0,4}[\u4e00-\u9fff]{2,6}+)\s*(?:[（(](?P<role>[^（）()]{1,14})[)）])?\s*[:：]"
    r"\s*(?P<name>[^\n\t:：_＿]{0,80})"
)
#: ``Operator: Northern Fibre plc, Carlisle``.
_ENGLISH_LINE = re.compile(
    r"(?:^[ \t]*(?:The )?|[ \t](?=Party [A-Z]\b))(?P<term>[A-Z][\w-]*(?: [A-Z][\w-]*){0,2})(?: ?\((?P<role>[^()\n]{1,20})\))?"
    r"[ \t]*[:：][ \t]*(?P<name>[A-Z][^\n\t:：_]{0,80})",
    re.MULTILINE,
)
_COMPANY = re.compile(rf"[\u4e00-\u9fffA-Za-z（）()×]{{4,40}}{BODY}(?![\u4e00-\u9fff])")
_PLAIN = re.compile(r"[^（(，,；;。\s][^（(，,；;。\t]{3,40}")
#: Words that no name of a company holds.
_SENTENCE = re.compile(r"签字|盖章|签章|双方|条款|签订|单位$|合同|信用代码|Agreement|Contract(?!ing|or)")
#: What stands where a name should and is none: another label, a blank, a line of a table, the beginning of a clause.
_NONE = re.compile(
    r"法定|代表人|代理人|负责人|联系|经办|地址|住所|电话|传真|电传|电挂|开户|[帐账税]号|邮编|邮政|编号|号码|性质|年\s*月\s*日|姓名|[甲乙丙]\s*方"
    r"|[│┃─━┌└]|^[\d０-９]+\s*[．.、]|^第.{1,3}[条章]|^(?:根据|经过|为了|为支持|按照|在|指|以)|^中华人民共和国$|元$|现金|出资|[为与]$|名称$|公司[和与]"
    r"|^[\W_×Ｘ＿…]*(?:(?:有限)?公司)?$"
)
_NAMES = re.compile(r"(?:legal |company |registered )?name|名称|单位名称|企业名称|公司名称", re.IGNORECASE)
#: The short name that follows a company's name and address.
_CALLED = re.compile(r"[\"“'‘](?:the\s+)?([A-Z][\w .&-]{1,30})[\"”'’]\s*[),;]")
#: A name of several words with capitals; what parts it from the words before it; and words that run into a Chinese name.
_CAPITALS = re.compile(r"\s*(?:the )?([A-Z][\w.&'’-]*(?:(?<![a-z]\.) (?:of|for|the|&|[A-Z][\w.&'’-]*)){1,7})(?=[\s,(])")
_APART = re.compile(r"\b(?:between|among|with|by)\b:?|\band(?= (?:the )?[A-Z])|[\n;:]|[\"”]")
_RUNS_IN = re.compile(
    r"(?:本?(?:协议|合同|条款|订单|确认[书函])[\u4e00-\u9fff]{0,4}?)?(?:由|系|是|与|和|及|、|聘请)|(?:另?一方)?(?:为|以)(?=.{3})|[\u4e00-\u9fff]{0,4}设在|\s+"
)
#: ``"we" are Some Company Ltd``.
_MEANS = re.compile(r"[\"“'‘](?:the )?(\w[\w &-]{1,30})[\"”'’] (?:is|are|means?|stands? for|refers? to) (?=(?:the )?[A-Z])")
_BODIES = re.compile(
    r"(?:\b(?:The|THE) )?\b([A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){1,4})"
    r"(?=,\s+an?\s+(?:[\w-]+\s+){1,6}(?:corporation|association|company|partnership|institution|bank)\b)"
)
_NEAR = 400
#: Where a name runs over the end of a line.
_WRAPPED = re.compile(r"[ \t]*\n[ \t]*")
_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")


class _Front:
    """The first pages, gone through once for all sides."""

    def __init__(self, text: str) -> None:
        self.text = text[:FRONT]

    @cached_property
    def lines(self) -> tuple[re.Match[str], ...]:
        """Lines with a label."""
        return (*_LINE.finditer(self.text), *_ENGLISH_LINE.finditer(self.text))

    @cached_property
    def companies(self) -> tuple[re.Match[str], ...]:
        """Names that end with a legal form."""
        return tuple(_NAME.finditer(self.text))


def named(document: Document, of: Iterable[Party], sides: dict[str, Party]) -> tuple[PartyName, ...]:
    """The registered name of each of the sides as the parties block gives it, with its code when there is one."""
    front = _Front(document.text)
    return tuple(_named(document, front, side, sides) for side in of)


def _named(document: Document, front: _Front, side: Party, sides: dict[str, Party]) -> PartyName:
    terms = tuple(sorted(w for w, s in sides.items() if s is side))
    span = _in_tables(document, side, sides) or _in_lines(front, side, sides) or _in_prose(front, terms)
    if span is None:
        return PartyName(side, None, terms)
    code = _USCC.search(document.text, span.end, min(span.end + _NEAR, len(document.text)))
    name = _WRAPPED.sub(" ", document.quote(span))
    return PartyName(side, name, terms, span, code.group(0) if code else None)


def _side(text: str, sides: dict[str, Party]) -> Party | None:
    """The side that a label names: ``甲方``, ``委托方（甲方）``, ``SUPPLIER``."""
    words = [w.strip() for w in re.split(r"[（()）:：/]", re.sub(r"[\s　]+", " ", text)) if w.strip()]
    found = {sides.get(form) for w in words for form in (w, w.replace(" ", ""), w.title(), w.removeprefix("The "))}
    found -= {None, Party.BOTH}
    return found.pop() if len(found) == 1 else None


def _in_tables(document: Document, side: Party, sides: dict[str, Party]) -> Span | None:
    """A form: the name stands right of the party's label, or below it in the row of names."""
    for table in (t for t in document.tables if t.span.start < FRONT):
        column = range(0)
        for row in table.rows:
            cells = [(c, document.quote(c.span).strip()) for c in row.cells]
            for (_, label), (right, name) in pairwise(cells):
                if _side(label, sides) is side and len(name) > 3 and _side(name, sides) is None and not _NONE.search(name):
                    return _trimmed(document, right.span)
                if _NAMES.fullmatch(label) and right.column in column:
                    return _trimmed(document, right.span)
            label_of_side = next((c for c, label in cells if _side(label, sides) is side), None)
            if label_of_side is not None:
                column = range(label_of_side.column, label_of_side.column + label_of_side.column_span)
            third = next((c for c, _ in cells if c.column in column), None)
            if cells and _NAMES.fullmatch(cells[0][1]) and third is not None and third is not cells[0][0]:
                return _trimmed(document, third.span)
    return None


def _in_lines(front: _Front, side: Party, sides: dict[str, Party]) -> Span | None:
    """``甲方：某某公司``, ``买方（需方）：Some Company Ltd.（注册号 …）``."""
    for found in front.lines:
        label = f"{found.group('term')}({found.group('role') or ''})"
        start, rest = found.start("name"), found.group("name")
        name = _COMPANY.match(rest) or _NAME.match(rest + " ") or _PLAIN.match(rest)
        if name and _side(label, sides) is side and _side(name.group(0), sides) is None and _may_name(name.group(0)):
            return Span(start, start + len(name.group(0).rstrip()))
    return None


def _in_prose(front: _Front, terms: tuple[str, ...]) -> Span | None:
    """``Some Company Ltd ("Supplier")``, or a company whose name begins with the short name."""
    for found in front.companies:
        name = found.group(1).strip()
        quoted = _CALLED.search(front.text, found.end(), found.end() + _NEAR)
        given = quoted is not None and quoted.group(1) in terms
        if not _SENTENCE.search(name) and (
            given or any(name.upper().startswith((f"{t.upper()} ", f"{t.upper()},")) for t in terms if len(t) > 2)
        ):
            return Span(found.start(1), found.start(1) + len(name))
    return next(_before_short_names(front.text, terms), None) or next(_incorporated(front.text, terms), None)


def _incorporated(front: str, terms: tuple[str, ...]) -> Iterator[Span]:
    """A known word with the kind of body that its bearer is: ``The Ashby Bank, an Ohio banking corporation``."""
    for found in _BODIES.finditer(front):
        if found.group(1).title() in terms or found.group(1) in terms:
            yield Span(*found.span(0))


def _before_short_names(front: str, terms: tuple[str, ...]) -> Iterator[Span]:
    """The name that a short name is given to, whatever its form: ``某某公司（下称“云杉”）``, ``North Trust ("Trust")``."""
    for found in called(front):
        if (found.group(3) or found.group(4)) in terms:
            lead = _RUNS_IN.match(found.group(2))
            start = found.start(2) + (lead.end() if lead else 0)
            if not _NONE.search(front[start : found.end(2)].strip()):
                yield Span(start, found.end(2))
    for found in _MEANS.finditer(front):
        name = _CAPITALS.match(front, found.end(), found.end() + _NEAR)
        if found.group(1) in terms and name:
            yield Span(*name.span(1))
    for found in _CALLED.finditer(front):
        if found.group(1) in terms:
            start = max(found.start() - _NEAR, 0)
            start = max((m.end() for m in _APART.finditer(front, start, found.start())), default=start)
            name = _CAPITALS.match(front, start, found.start())
            if name and not _SENTENCE.search(name.group(1)):
                yield Span(*name.span(1))


def _may_name(words: str) -> bool:
    """Whether words may be a company's name."""
    return not _SENTENCE.search(words) and not _NONE.search(words.strip())


def _trimmed(document: Document, span: Span) -> Span | None:
    text = document.quote(span)
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip())) if text.strip() else None
