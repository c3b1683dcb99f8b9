"""Which law governs a contract, by its own words."""

from __future__ import annotations

from review.rules.finder import Finder
from review.rules.patterns import Maker

_patterns = Maker(dict).make

#: Order matters: Hong Kong and Macao are looked for before the mainland.
_LAWS = (
    ("HK", _patterns(["(?:适用|依照|依据|受).{0,12}香港.{0,12}法"], ["laws? of (?:the )?hong kong"])),
    ("CN", _patterns(
        ["(?:适用|依照|依据|根据|遵守|受).{0,14}(?:中华人民共和国|中国|国家|我国).{0,12}(?:法律|法规|民法典|合同法)",
         "(?:民法典|合同法)"],
        ["laws? of (?:the )?(?:people's republic of china|p\\.?r\\.? ?c|prc|china|mainland china)", "(?:chinese|prc) laws?"],
    )),
    ("OTHER", _patterns(
        ["适用.{0,10}(?:英国|英格兰|苏格兰|美国|.州|新加坡|德国|日本|法国|韩国|瑞士|加拿大|澳大利亚|荷兰|马来西亚|印度|越南|泰国)(?:的)?法"],
        ["(?:governed by|construed (?:in accordance with|under)|interpreted).{0,60}laws?",
         "(?:english|scots|scottish|irish|german|french|swiss|dutch|austrian|swedish|danish|norwegian|finnish|italian|spanish"
         "|singapore|japanese|korean|indian|malaysian|australian|canadian|new york|delaware|texas) law",
         "laws? of [a-z ]{3,40}(?:govern|appl|shall)", "[a-z]+ law (?:governs?|applies|shall (?:govern|apply))"],
    )),
)  # fmt: skip


def governing(finder: Finder, languages: frozenset[str]) -> str | None:
    """``CN``, ``HK`` or ``OTHER``; a contract in Chinese alone that names none is taken as ``CN``."""
    named = next((code for code, words in _LAWS if finder.has(words)), None)
    return named or ("CN" if languages == {"zh"} else None)
