"""Names of other bodies that show no legal form but take part: 凭青江化肥厂签收单, "invoices to Kingston Group"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.model.span import Span

_CHINESE = r"(?:集团|厂(?![家商方房区址长])|医院|中学|小学|大学|学院|研究院|研究所|矿务局|农场|酒店|商场|电站|幼儿园|物业)"
_ENGLISH = (
    r"(?:Group|Hospital|School|College|University|Textiles|Foods|Industries|Holdings|Motors|Mills|Mines|Technologies|Enterprises"
    r"|Company|Tramways|Waterworks|Authority|Council|Breweries|Airlines|Railways|Logistics|Stores|Chemicals|Steel|Farms|Bakeries|Pharma|Dairies)"
)
#: What somebody does who is a party: words before the name with those behind it, words behind it, a number of copies.
_TAKES_PART = (
    re.compile(
        rf"(?:由|向|给|经|凭|收到|归|遵守|按照?|交|报)([^。；;，,：:、的（）()“”\s]{{2,12}}{_CHINESE})(?:的)?[^。；;，,]{{0,8}}?"
        r"(?:出具|结算|支付|付款|货款|款项|请款|签收|签字|确认|存档|备案|管理制度|规章|规定|交付|提交|开票|验收|所有|批准)"
    ),
    re.compile(
        rf"(?<=[。；;，,：:、\n])([^。；;，,：:、的（）()“”\s]{{2,12}}{_CHINESE})(?:执|持|留存|保存|各执)?[\d一二两三四五六七八九]份"
    ),
    re.compile(
        r"\b(?:pays?|paid|payments?|hands?|gives?|sends?|sent|transfers?|signed|certified|approved|issued|filed|submitt\w+|submits|invoices?|deliver\w+|handed|reports?|receipt|rules|"
        r"instructions|policies|consent|approval)\b[^.;\n]{0,40}?\b(?:by|to|with|from|of) (?:the )?"
        rf"((?:[A-Z][A-Za-z&'’-]+ ){{1,3}}{_ENGLISH})\b(?! [A-Z])"
    ),
    re.compile(
        r"\b((?:[A-Z][A-Za-z&'’-]+ ){1,3}[A-Z][A-Za-z&'’-]+),? (?:hereinafter(?: called| referred to as)?|who is"
        r"|acting as|being) (?:the )?"
        r"[\"“]?(?:Company|[Pp]urchaser|[Bb]uyer|[Cc]lient|[Cc]ustomer|[Ee]mployer|[Ss]upplier|[Ss]eller|[Cc]ontractor|[Vv]endor)\b"
    ),
    re.compile(
        rf"\b((?:[A-Z][A-Za-z&'’-]+ ){{1,3}}{_ENGLISH})\b "
        r"(?:shall|will|must|certifies|approves|pays|signs|retains|receives|accepts|holds)\b"
    ),
)
#: What says that a place or anybody of the kind is meant, or what the body does here.
_COMMON = re.compile(
    r"与|和|就近|附近|当地|任何|各|该|上述|生产厂|制造厂|原厂|出厂|本厂|其他|组件厂|配件厂|零部件厂|加工厂|协作厂|外协厂|三甲|二级|公立|指定|第三方|担保|开户|保函|检测|认证|鉴定|供应商|品牌"
    r"|\b(?:Any|Each|Such|The|Buyer|Seller|Supplier|Customer|Client|Party|Parent|Holding|Insurance|Operating|Target|Surviving|Trust|Listed|Competent|Contracting|Public|Working|Steering|User|Vendor|Provider|Corporate|Affiliated)\b"
    r"|subcontract|manufactur|guarant|bank|insur|licens|affiliat|subsidiar|parent|trademark"
)
_BESIDE = 24


def names(text: str) -> Iterator[tuple[str, Span]]:
    """Each once, where it stands first; not those that the contract defines or gives a legal form somewhere."""
    seen = set()
    for found in (m for pattern in _TAKES_PART for m in pattern.finditer(text)):
        name, span = found.group(1), Span(*found.span(1))
        around = re.split(r"[。；;\n]|(?<=[\u4e00-\u9fff])[，,]", text[max(span.start - _BESIDE, 0) : span.end])[-1]
        if name not in seen and not _COMMON.search(around) and not _told(text, name):
            seen.add(name)
            yield name, span


def _told(text: str, name: str) -> bool:
    whole, first = re.escape(name), re.escape(name.split()[0])
    return (
        re.search(
            rf"[\"“]{first}[\"”]|[\"“‘「《(（](?:the )?{whole}|{whole}[\w ,]{{0,12}}(?:有限|公司|Ltd|Inc|LLC|plc|Limited|Corp)",
            text,
        )
        is not None
    )
