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
        r"(?:劳动|聘用|雇佣|竞业(?:限制|禁止)|(?:出国|公派)留学)(?:合同|协议)",
        r"(?:employment|labou?r|non-?compet(?:e|ition)|severance)",
    ),
    "lease": (r"(?:租赁|租房|承租|出租)(?:合同|协议)", r"(?:lease|rental|tenancy|sublease)"),
    "finance": (
        r"(?:借款|贷款|授信|抵押|质押|保证|担保|融资)(?:合同|协议)|[抵质]押物(?:清单|登记表)",
        r"(?:loan|credit|facility|guarant(?:y|ee)|pledge|security|promissory note|remarketing|capital (?:maintenance|support))",
    ),
    "equity": (
        r"(?:增资(?:扩股)?|股权(?:转让|收购|投资)?|股份(?:转让|认购)?|合资(?:经营)?|合伙|股东|出资|投资)(?:合同|协议)"
        r"|(?:合资|合作经营|设立)[^。,;]{0,10}(?:企业|公司|银行)(?:合同|协议|章程)",
        r"(?:(?:stock|share|unit|equity|securities|placement|membership interests?)(?: \w+)?|joint venture|shareholders?'?"
        r"|partnership|simple|merger|investors?'? rights)",
    ),
    "property": (
        r"(?:商品房|房屋|土地|国有建设用地).{0,16}(?:合同|协议)|征(?:用|收|地)[^。,;]{0,8}(?:合同|协议)",
        r"(?:real estate|land|house)(?: [\w-]+){0,3}",
    ),
    "charter": (
        r"(?:租船|光船|航次|期租|船舶租赁)[^。,;]{0,4}(?:合同|协议)",
        r"(?:(?:time|voyage|bareboat|demise) charter(?:[- ]party)?|charter[- ]party)",
    ),
    "insurance": (r"保险(?:合同|条款|单|协议)", r"(?:insurance|reinsurance|surety)"),
    "exchange": (r"交易所[^。,;]{0,10}(?:规格|规则|章程|标准合约|细则)|期货[^。,;]{0,6}(?:合约|规则)", r"futures"),
    "filing": (
        r"联合申报协议|招股(?:说明书|章程)|(?:撤销|无效宣告|复审)[^。,;]{0,8}(?:请求书|申请书)",
        r"joint filing",
    ),
    "franchise": (r"(?:特许经营|加盟)(?:合同|协议)", r"franchise(?: development)?"),
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
#: What is subscribed for is shares only where the first page names some; else it is a service.
_SUBSCRIBED = re.compile(rf"\bsubscription{_EN}")
_SHARES = re.compile(r"\b(?:shares?|stock|securities|warrants|investors?|debentures?|membership interests)\b")
#: The legend that opens an instrument of investment.
_SECURITIES = re.compile(r"\bsecurities issuable pursuant hereto\b|\bnot been registered under the securities act\b")
_KINDS = {kind: re.compile(rf"{zh}{_END}|\b{en}{_EN}") for kind, (zh, en) in _TITLES.items()}
#: Kinds that no word about work or maintenance in the same title makes a delivery.
_CERTAIN = re.compile(
    r"征用[^。,;]{0,4}土地|合资|租船|招股|\bcapital (?:maintenance|support)\b|\bremarketing\b|\bfranchise development\b"
)
#: Something is delivered all the same: such a contract stays with the rules about deliveries.
_DELIVERY = re.compile(
    r"采购|供货|供应|销售|服务|开发|建设|施工|安装|运维|软件|\b(?:supply|services?|software|development|maintenance|distribut\w+|platform|saas|cloud|hosting|online|systems?)\b"
)
_LINES, _LONGEST = 6, 80
#: What follows a title on its line after a gap like a column's is names and dates.
_GAP = re.compile(r"\s{6,}")
#: A title in capitals, or before the first label, that runs into its text.
_RUNS_ON = re.compile(
    r"(?:[Ee]xhibit\s+\S+\s+)?(?P<title>[A-Z][A-Z0-9&/.,'() -]{2,60}? (?:AGREEMENT|CONTRACT|DEED))"
    r"\s+(?!(?:AND|FOR|OF|TO|WITH|ON|FORM|TEMPLATE|NO)\b|&)(?=.*[a-z])"
    r"|(?P<named>[\u4e00-\u9fff]{2,20}(?:协议|合同)书?)\s+(?=[\u4e00-\u9fff]{2,8}(?:[(（][^()（）]{1,12}[)）])?[:：])"
)
#: The title itself may be as long as it likes.
_FIRST = 2
#: What a title can say that is no delivery.
SUBJECTS = tuple(sorted({*_TITLES, *_ALONE}))
#: Under these nobody supplies anybody at all; an amendment or an intent speaks of a supply, who lets has something to supply.
NO_SUPPLY = tuple(sorted(set(SUBJECTS) - {"amendment", "intent", "confidentiality", "lease"}))
#: What rules may call them together.
GROUPS = {"no_supply": NO_SUPPLY}


def spread(named: Iterable[str]) -> tuple[str, ...]:
    """The subjects meant, groups told by their members."""
    return tuple(kind for name in named for kind in GROUPS.get(name, (name,)))


def of(lines: Iterable[str]) -> str | None:
    """The kind that one of the first short lines names; None where no title tells."""
    page = [line.strip() for line in lines if line.strip()]
    titles = [_title(line).lower() for line in page[:_LINES]]
    short = [t for t in titles if len(t) <= _LONGEST]
    if any(_AMENDMENT.match(t) for t in titles[:_FIRST]) or any(_AMENDMENT.match(t) for t in short):
        return "amendment"
    if any(_SECURITIES.search(t) for t in titles[:_FIRST]):
        return "equity"
    alone = next((kind for t in short for kind, words in _ALONE.items() if words.search(t)), None)
    told = [t for t in short if _CERTAIN.search(t) or not _DELIVERY.search(t)]
    if any(_SUBSCRIBED.search(t) for t in told) and any(_SHARES.search(line.lower()) for line in page):
        return alone or "equity"
    return alone or next((kind for t in told for kind, words in _KINDS.items() if words.search(t)), None)


def _title(line: str) -> str:
    """What of a line can be a title: all of it, up to a gap or to the text that it runs into."""
    runs = _RUNS_ON.match(line)
    return (runs["title"] or runs["named"]) if runs else _GAP.split(line)[0]
