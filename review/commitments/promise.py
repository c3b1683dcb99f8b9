"""What cannot promise anything. Headings, definitions, recitals, quoted law and unticked options do not."""

from __future__ import annotations

import re

from review.commitments.companies import BODY, FORM
from review.commitments.definitions import NO_WORD, is_definition
from review.commitments.reading import Reading
from review.commitments.ticks import says_nothing
from review.commitments.unit import Shape, Unit
from review.model.document import ClauseKind

_SECTIONS = {
    ClauseKind.TITLE,
    ClauseKind.PARTIES,
    ClauseKind.RECITALS,
    ClauseKind.DEFINITIONS,
    ClauseKind.SIGNATURE,
    ClauseKind.CONTENTS,
}
#: What a unit that is no promise opens with, or is.
_NEVER = re.compile(
    r"\s*(?:□|☐|○|\[\s*\]|[（(][\s　]*[）)])"
    r"|(?i:(?:and )?WHEREAS|WITNESSETH|NOW,? THEREFORE|IN WITNESS WHEREOF|RECITALS|鉴于|根据《|依据《|为了?明确"
    r"|经(?:甲乙)?双方(?:友好|平等)?协商)"
    r"|(?:甲\s*方|乙\s*方|买方|卖方|供方|需方|住所地?|住址|通讯地址|注册地址?|经营(?:地址|场所|范围)|网址|营业执照"
    r"|地址|电话|传真|邮编|法定代表人|开户|账号|帐号"
    r"|签约|签订|签字|盖章|日期|联系|统一社会|纳税人|委托代理人|代表人?|邮箱|编号|合同编号|项目名称"
    r"|合同名称|招标人|采购人|受益人|发包人|承包人|委托人|受托人|签署地点|附件[一二三四五六七八九十\d]*)[^。，应须]{0,20}(?:[:：]"
    r"|\t)[^。，应须]{0,40}$"
    r"|(?:住所地?|住址|(?:通讯|注册|办公|公司|经营)?地址|注册地|邮编|邮政编码|电话|传真|网址|开户行|账号)"
    r"\t[^。；，应须]{2,40}(?:\t[^。；，应须]{0,40}){0,4}$"
    r"|[\d０-９\s　年月日./_＿-]+$"
    r"|(?i:By|Name|Title|Date|Address|Tel|Fax|Attention|Source|Page|Phone|E-?mail|Signed|Signature|Witness|Its)\s*:"
    r"|(?i:(?:legal |company |trading |registered )?(?:name|address|office)|(?:state|place) of incorporation|contact(?: person)?"
    r"|e-?mail|telephone|phone|notices|(?:\w+ ){1,2}(?:number|currency))\t(?!.*\b(?:shall|must|will)\b)"
    r"|(?i:(?:the )?(?:customer|client|buyer|purchaser|seller|supplier|vendor|contractor|provider|party [ab])"
    r"(?: ?\([^)]{1,20}\))?\s*:(?!.*\b(?:shall|must|will|may)\b))"
    r"|(?:招标|采购|项目|标段|标包|合同)编号"
    r"|(?:投标|报名|递交|开标|评标|竞价|报价)[^，。；]{0,6}(?:截止|时间|地点|办法|须知|要求及说明|有效期)"
    r"|(?:招标|采购|竞价|谈判|磋商)公告|(?:获取|购买|下载|领取)(?:招标|采购|竞价|谈判|磋商)文件|标书(?:工本)?费|平台(?:服务|使用)费"
    r"|(?:填写|使用|编制)说明[:：]|(?:本|此)(?:示范|合同)?(?:文本|范本)(?:为|供|仅|适用)|仅供参考"
    r"|(?![^，。；,;_＿]{0,8}(?:交货|交付|付款|结算|验收|运输)(?:方式|地点|日期|时间|期限|办法|方法|标准|费用?)?"
    r"[:：为是\s　]*[_＿])"
    r"(?!(?:本?合同)?的?(?:总?金额|总?价款?|单价|总值|数[\s　]*量|期限|工期|质保期|交货期)[:：为是\s　]*[_＿])"
    r"[^，。；,;_＿]{2,16}[:：]?\s*[_＿]{3,}[。．；;]?$"
    r"|[（(【\[][^（）()]{0,40}[）)】\]]?[。.]?$|[^\w\u4e00-\u9fff]*$"
    # what a sentence before it leaves out
    r"|[（(][^（）()]{4,120}(?:不在此(?:限|列|范围)|除外)[^（）()]{0,6}[）)][。.；;]?$"
    # a party, to be filled in
    r"|[甲乙丙]\s*方\s*[（(][^（）()]{1,12}[)）]\s*[:：]?$"
    # examples
    r"|(?i:(?:(?:for|another|an) )?example\b|e\.g\.|by way of (?:example|illustration)"
    r"|for (?:the )?purposes? of (?:clarity|illustration),? "
    r"(?:and )?as (?:an )?examples?\b)|例如|举例|示例|比如"
    # instructions to whoever fills in or drafts
    r"|\[(?i:insert|note|drafting|specify|state|describe|complete|delete|select|enter)\b"
    r"|(?i:(?:drafting |guidance )?note|guidance|instructions?)(?: to [\w ]{3,20})?:"
    r"[^.]*\b(?i:complete|insert|fill|delete|select|enter)\b"
    r"|[“「\"][^”」\"]{1,20}[”」\"]一(?:项|栏)|注[:：][^。]{0,40}填写"
    r"|[（(]?(?:本)?合同中?应(?:当)?(?:明确|具体|详细)?(?:规定|约定|写明|注明|载明)"
    rf"|(?:本|此|该)(?:表|栏|项)[^。]{{0,30}}(?:填写|填报|指{NO_WORD})"
    r"|[（(](?!\d|[一二三四五六七八九十甲乙])[^（）]{12,}(?:商定|约定|填写|注明|协商)[^（）]{0,80}[）)]?[。.]?$"
    # how offers are judged
    r"|(?i:(?:the )?(?:offers?|bids?|tenders?|proposals?|quotations?)"
    r" (?:will|shall|are to|must) be (?:evaluated|assessed|scored|ranked|opened|submitted)"
    r"|(?:the )?(?:contract|award) (?:will|shall) be (?:awarded|made) to\b|(?:evaluation|award) criteria\b)"
    r"|评标|定标|开标|评分(?:标准|办法|细则)[:：]|(?:投标人|供应商)[^。]{0,40}得[\d０-９]{1,2}分"
    # what was left out of a published contract
    r"|(?:and |or )?(?:\d{1,3} )?(?i:certain confidential (?:portions|information)|confidential portions)\b"
    r"[^.;]{0,60}(?i:omitted|redacted|excluded)"
    # a party's name behind its role
    r"|[\u4e00-\u9fff]{2,8}\s*(?:[（(][^（）()]{1,10}[)）])?[:：]\s*[^，。；：:]{2,40}"
    rf"(?:{BODY}|[院社店所])\s*(?:[（(][^）)]{{0,20}}[）)])?$"
    r"|(?:[A-Z][\w ]{2,24}:\s*(?=.{3,160}$))?"
    rf"[A-Z][\w&.'’ -]{{2,50}} {FORM}\b"
    r"\.?(?!.*\b(?:shall|must|will|may)\b),? ?(?:$|\(|[A-Z][\w'’-]*(?:,? [A-Z][\w'’-]*){0,8}\.?$|"
    r"herein|hereafter|called|referred|known|an? )[^;]{0,90}$"
    # labels of a form and nothing else
    r"|(?:[\u4e00-\u9fff]{0,6}(?:人|方|者|单位|公司|地址|电话|挂号|编码|邮编|[账帐]号|银行|代表)"
    r"(?:[（(][^（）()]{0,6}[)）])?[:：][\s　_＿．.]*){2,}[\s　年月日_＿．.]*$"
    # seals
    r"|[^。，；应须]{0,60}[（(](?:公章|章|签章|盖章|签字)[)）][^。，；应须]{0,80}$"
    # where and when the contract was signed
    r"|本?(?:合同|协议)书?的?(?:签订|签署|签约|订立)(?:日期|地点|时间)"
    r"|本(?:合同|协议)书?于[^，。；]{0,40}(?:签订|签署|订立)[^，。；]{0,6}[。．]?$"
)
#: What stands in no promise.
_NOWHERE = (
    "omitted and filed separately",
    "onfidential treatment has been requested",
    "onfidential treatment requested",
    "***Confidential treatment",
    "......",
    "………",
)
_RULED = re.compile(r"[|\\].*[|\\]|^[^0-9０-９]*[｜│┃┊][^0-9０-９]*[｜│┃┊][^0-9０-９]*$", re.DOTALL)
"""A table drawn with signs; one drawn with those of Chinese forms only where nothing is counted in it."""
_SIGNED = re.compile(r"/s/ |_{8,}.{0,80}\b(?:Signature|Date|Title|Printed|Print Name)\b", re.DOTALL)
"""The line of a signature."""
#: Openings that say who the parties are and what they wish; tried only where their word stands.
_OPENING = {
    "简称": re.compile(r"以下简称[^，。；．]{0,14}[。；．;，,]?$"),
    "如下": re.compile(
        r"(?:协商|协议|约定|条款)如下[:：。；]?$"
        r"|^(?!.*(?:应|须|不得|支付|[甲乙买卖供需]方))[^，。；]{0,24}如下(?:表)?(?:所示)?[:：。；]?$"
    ),
    "根据": re.compile(
        r"可(?:以)?根据(?:实际|具体)(?:情况|需要)[^。；]{0,10}(?:调整|修改|选择|增减|填写)和?(?:修改|调整|补充)?[。；]?$"
    ),
    "订": re.compile(
        r"^(?:为了?|经)[^；]{4,160}?特?(?:订立|签订)[^，。；]{0,14}[。．:：]?$"
        r"|^(?:根据|依照|按照|依据|本着)(?!.*(?:应|不得|有权))[^；]{4,160}?特?(?:订立|签订|达成)[^。；]{0,30}[。．:：]?$"
    ),
    "共同遵守": re.compile(r"^(?:为了?|经)[^；]{4,160}?共同遵守[^，。；]{0,4}[。．:：]?$"),
    "Drafting note": re.compile(r"^\[?Drafting note"),
    "include": re.compile(
        r"^(?:As used [^,]{3,40},\s*)?(?:[\"“'][^\"”']{2,50}[\"”']|[A-Z][a-z-]+(?: [A-Z][a-z-]+){0,3})"
        r" (?:shall|does|do|will) not include\b"
    ),
    "acknowledge": re.compile(
        r"^(?!.*\b(?:shall|must|agrees?)\b).*\backnowledges? that (?:\w+ ){1,3}"
        r"(?:may|is currently|has (?:read|reviewed|received|had))\b",
        re.DOTALL,
    ),
    "delete as": re.compile(r"\bdelete as (?:applicable|appropriate)\b"),
    "is made": re.compile(r"^(?:This|THIS|The) [^.;]{3,50}\bis made\b(?!.*\bshall\b)", re.DOTALL),
    "entered into": re.compile(r"^(?:This|THIS|The) [^.;]{3,50}\bis (?:made and )?entered into\b(?!.*\bshall\b)", re.DOTALL),
    "follow": re.compile(
        r"^(?!.*\b(?:must|agrees?)\b)(?:[^.;]|\.(?=\d)){3,160}?\b(?:shall be|is|are) (?:\w+ )?"
        r"(?:deleted|replaced|inserted|added|amended)\b(?:[^.;]|\.(?=\d)){0,120}"
        r"\b(?:by|with|as|to read) (?:the )?follow(?:s|ing)\W*$",
        re.DOTALL,
    ),
    "referred to": re.compile(
        r"\bshall be (?:\w+ly |hereinafter |hereafter )*referred to (?:herein |hereinafter )?as[^.;]{0,60}[.;,)\"”?'’]*$"
    ),
    "referred to as": re.compile(r"(?:[Cc]ollectively|[Hh]ereinafter|[Hh]ereafter) referred to as[^.;]{0,60}[.;,)\"”]*$"),
    "desire": re.compile(r"^(?!.*\b(?:shall|will|must|may|agrees?)\b).*\bdesires? (?:to|that)\b", re.DOTALL),
    "wish": re.compile(r"^(?!.*\b(?:shall|will|must|may|agrees?)\b).*\bwish(?:es)? (?:to|that)\b", re.DOTALL),
}
#: Who a party is, what it does and why it is here, in words that bind nobody.
_RECITAL = re.compile(
    r"^(?!.*\b(?:shall|must|will|may|agrees?|warrants?)\b)(?:\([A-Z]\)|[A-Z]\.)?\s*[\w .,&'’()-]{2,90}?\b"
    r"(?:operates?|owns|carries on"
    r"|(?:is|are) (?:engaged in|in the business|an? [\w -]{0,30}(?:company|corporation|manufacturer|supplier))"
    r"|ha(?:s|ve) (?:the )?(?:necessary |requisite |required )?"
    r"(?:skills?|expertise|know-how|experience|developed|agreed to|requested|offered|selected)"
    r"|wish(?:es)?|desires?|requires? (?:an? |the )?(?:service|supply|provision)|manufactures?|makes|is the owner)\b"
    r"|^(?!.*(?:应|须|不得|保证|负责))[^，。；]{1,30}(?:是一家|系一家|为一家|是依法|系依法|系根据)"
    r"|^(?!.*(?:应|须|不得|保证|负责|承诺))[^。；]{2,80}(?:具备|具有|拥有)[^，。；]{0,24}(?:能力|资质|经验|资格|条件)[。；]?$"
    r"|^(?!.*(?:应|须|不得|保证|负责|承诺|有权|可))(?:鉴于[:：]?)?[^，。；]{1,20}(?:拟|计划|有意)[^。；]{2,60}[。；]?$",
    re.DOTALL,
)
_LETTERED = re.compile(r"^\([A-Z]\)\s")
#: The opening that names the parties and what they are called.
_BETWEEN = re.compile(
    r"\bbetween\b.{3,600}?[\"“”][^\"“”]{2,40}[\"”]\).{3,600}?[\"“][^\"“”]{2,40}[\"”]\)"
    r"|(?:简称|称)[^。]{0,80}(?:简称|称)",
    re.DOTALL,
)
_BINDING = re.compile(r"\b(?:shall|will|must|may)\b|应|须|不得|有权")
#: A lead-in whose items are what is not promised.
_EXCLUDED = re.compile(
    r"\b(?:not (?:be )?appl(?:y|ied|icable)|does not include|do not include|shall not include"
    r"|excluding|is excluded|are excluded)\b|不适用于|不包括|除外",
    re.IGNORECASE,
)
#: A lead-in whose items only name what it speaks of: causes, things excepted, heads of loss.
_NAMING = re.compile(
    r"\b(?:no (?:obligation|liability|responsibility)|not (?:be )?(?:obligated|obliged|liable|responsible|covered?|applicable)"
    r"|(?:arising|resulting|caused|due|attributable)[\w ]{0,16}|considered [\w ]{3,30}|defined as|means)[^.;]{0,80}:\s*$",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\b(?:shall|will|must|may|should|agrees?|is|are|has|have|does|do|was|were|fails?|becomes?)\b", re.IGNORECASE)
#: A condition whose consequence is told elsewhere.
_WHEN = re.compile(
    r"(?:In the event|In case|If|When|Where|Unless)\b(?![^.;]*(?:,|\bthen\b))(?![^.;]*\b(?:shall|will|must|may)\b)[^.;]*\.$"
)
_BLANK = re.compile(r"[\s　_＿]+")
_WORDED = 0.35
_QUOTED_LAW = re.compile(
    r"^《[^》]{4,40}》第[^条]{1,8}条(?:规定)?[:：]|^(?:Article|Section) \d+ of the .{4,60} (?:Act|Law|Code) provides",
    re.IGNORECASE,
)


def may_promise(unit: Unit) -> bool:
    """Whether the unit can be a commitment at all, by its place and form."""
    written = unit.text.strip(" 　_＿")
    if unit.section is ClauseKind.CONTENTS or len(written) < 4 or not _is_worded(unit.text) or _EXCLUDED.search(unit.lead):
        return False
    if says_nothing(unit.text) or (not unit.lead and _WHEN.match(unit.text)):
        return False
    if unit.lead.isascii() and _NAMING.search(unit.lead) and not _SAYS.search(unit.text):
        return False
    if ("between" in unit.text or "称" in unit.text) and _BETWEEN.search(unit.text) and not _BINDING.search(unit.text):
        return False
    if _is_recital(unit):
        return False
    if any(word in unit.text and opening.search(unit.text) for word, opening in _OPENING.items()):
        return False
    return not (is_definition(unit) or _QUOTED_LAW.match(unit.text) or _NEVER.match(unit.text) or _nowhere(unit.text))


def _is_recital(unit: Unit) -> bool:
    """Whether a sentence before the clauses, or lettered as recitals are, only tells of the parties."""
    open_ = unit.section in _SECTIONS or not unit.number or bool(_LETTERED.match(unit.text))
    return open_ and not unit.lead and unit.shape is not Shape.ROW and bool(_RECITAL.match(unit.text))


def _nowhere(text: str) -> bool:
    ruled = any(sign in text for sign in "|\\｜│┃┊") and _RULED.search(text) is not None
    signed = ("/s/" in text or "________" in text) and _SIGNED.search(text) is not None
    return ruled or signed or any(words in text for words in _NOWHERE)


def _is_worded(text: str) -> bool:
    """Whether enough of what is written, blanks aside, are letters and digits."""
    letters = sum(map(str.isalnum, text))
    enough = letters >= _WORDED * len(text) or letters >= _WORDED * len(_BLANK.sub("", text))
    return letters >= 2 and enough


def is_outside(reading: Reading) -> bool:
    """Whether it only stands where nothing is promised, or says who a party is.

    A sentence whose subject is bound promises wherever it stands: short contracts have no clause after their parties.
    """
    if names_party(reading):
        return True
    if reading.unit.section not in _SECTIONS:
        return False
    told = bool(reading.values) and (reading.binds or reading.unit.shape is Shape.ROW)
    return not told and not (reading.binds and reading.acting.settled)


def names_party(reading: Reading) -> bool:
    """Whether a table's row only says who a party is: its label is a word for one, and nothing is counted or bound."""
    if reading.unit.shape is not Shape.ROW or reading.values:
        return False
    label = reading.unit.text.split(reading.unit.separator)[0].strip(" :：/")
    covered = sum(m.end - m.start for m in reading.mentions if m.end <= len(label) + 1)
    return bool(label) and covered >= 0.6 * len(label)
