"""What a contract is about when it is no sale of goods, work or services, by its own title.

A title of another kind takes a contract out of the rules about deliveries (``applies.delivery``, ``applies.contract``); a rule
may name the subjects that it is not for (``applies.except``).
Titles of deliveries are not told apart here: of what is sold the deal record knows more than a title does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_END = r"(?:书)?(?:\s*[(（《【].{0,20})?(?:\s*(?:示范文本|范本|模板|样本|格式))?[\s》】]*$"
_EN = r" (?:agreement|contract|deed)(?: form| template)?\W*$"
#: Title words by kind; a line must end with them.
_TITLES = {
    "confidentiality": (r"保密(?:协议|合同|承诺)", r"(?:non-?disclosure|confidentiality|secrecy)(?: and [\w-]+)?"),
    "employment": (
        r"(?:劳动|聘用|劳务派遣|雇佣|竞业(?:限制|禁止))(?:合同|协议)",
        r"(?:employment|labou?r|non-?compet(?:e|ition)|severance)",
    ),
    "lease": (r"(?:租赁|租房|承租|出租)(?:合同|协议)", r"(?:lease|rental|tenancy|sublease)"),
    "finance": (
        r"(?:借款|贷款|授信|抵押|质押|保证|担保|融资)(?:合同|协议)",
        r"(?:loan|credit|facility|guarant(?:y|ee)|pledge|security|promissory note)",
    ),
    "equity": (
        r"(?:增资(?:扩股)?|股权(?:转让|收购|投资)?|股份(?:转让|认购)?|合资(?:经营)?|合伙|股东|出资|投资)(?:合同|协议)",
        r"(?:(?:stock|share|unit|equity|membership interests?)(?: \w+)?|joint venture|shareholders?'?|partnership|subscription"
        r"|simple|merger|investors?'? rights)",
    ),
    "property": (r"(?:商品房|房屋|土地|国有建设用地).{0,16}(?:合同|协议)", r"(?:real estate|land|house)(?: [\w-]+){0,3}"),
    "filing": (r"联合申报协议", r"joint filing"),
    "franchise": (r"(?:特许经营|加盟)(?:合同|协议)", r"franchise"),
    "amendment": (r"(?:补充|变更|解除|终止)(?:协议|合同)", r"(?:amendment|addendum|supplement(?:al|ary)?|termination)"),
}  # fmt: skip
#: It changes another contract, whatever that one delivers.
_AMENDMENT = re.compile(
    r"(?:\w+ ){0,3}(?:amendment|addendum)(?: (?:no\.?|n[°º]|number|#)? ?\w+)?\s*(?:to .{3,})?\W*$|.{0,30}补充协议\W*$"
)
#: Titles that are complete without a word for agreement.
_ALONE = {
    "confidentiality": re.compile(r"保密承诺书|\b(?:mutual |one-way |unilateral |bilateral )?(?:nda|non-?disclosure)\W*$"),
    "intent": re.compile(
        r"意向书|谅解备忘录|战略合作框架|合作意向|\bletter of intent\b|\bmemorandum of understanding\b|\bterm sheet\b"
        r"|\bheads of terms\b"
    ),
    "equity": re.compile(r"^safe\W*$|\bsimple agreement for future equity\b"),
}  # fmt: skip
#: The legend that opens an instrument of investment.
_SECURITIES = re.compile(r"\bsecurities issuable pursuant hereto\b|\bnot been registered under the securities act\b")
_KINDS = {kind: re.compile(rf"{zh}{_END}|\b{en}{_EN}") for kind, (zh, en) in _TITLES.items()}
#: Something is delivered all the same: such a contract stays with the rules about deliveries.
_DELIVERY = re.compile(
    r"采购|供货|供应|销售|服务|开发|建设|施工|安装|运维|软件|\b(?:supply|services?|software|development|maintenance|distribut\w+|platform|saas|cloud|hosting|online|systems?)\b"
)
_LINES, _LONGEST = 6, 80
#: The title itself may be as long as it likes.
_FIRST = 2
#: What a title can say that is no delivery.
SUBJECTS = tuple(sorted({*_TITLES, *_ALONE}))


def of(lines: Iterable[str]) -> str | None:
    """The kind that one of the first short lines names; None where no title tells."""
    titles = [line.strip().lower() for line in lines if line.strip()][:_LINES]
    short = [t for t in titles if len(t) <= _LONGEST]
    if any(_AMENDMENT.match(t) for t in titles[:_FIRST]) or any(_AMENDMENT.match(t) for t in short):
        return "amendment"
    if any(_SECURITIES.search(t) for t in titles[:_FIRST]):
        return "equity"
    alone = next((kind for t in short for kind, words in _ALONE.items() if words.search(t)), None)
    told = (t for t in short if not _DELIVERY.search(t))
    return alone or next((kind for t in told for kind, words in _KINDS.items() if words.search(t)), None)
