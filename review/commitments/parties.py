"""Who the parties are and by which words the contract calls them.

A role word of the table (卖方, Supplier) names its side anywhere. A word that may be either side (甲方, a company's short
name) takes it from the block of the parties, where it stands beside a role word, else from its acts: who is said to deliver
and who to pay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from review.commitments.acts import chinese_lead, english_lean
from review.commitments.companies import CAPITAL_FORM, FORM, LOOSE_FORM
from review.commitments.dealings import Dealt, dealings, lead
from review.commitments.implied import implied
from review.commitments.introduced import ABOVE, Pair, aliases, leaning, lettered, others, pair, paired, serving, twins, under
from review.commitments.names import FRONT, named
from review.commitments.pronouns import pronouns
from review.commitments.tables import table
from review.commitments.values.width import small
from review.commitments.words import Words
from review.model.commitment import Party, PartyName
from review.model.document import Document

_SIDES = (Party.SELLER, Party.BUYER)
_QUOTED = re.compile(
    r"\((?:[^()]{0,80}?(?:called|to as|known as|the|here(?:in)?after|herein)[\s,:]+|[^()\w]{0,6})?(?:the\s+)?[\"“'‘]([A-Z\w"
    r"][\w.&’' -]{1,30}?)[\"”'’][^()]{0,60}\)",
    re.IGNORECASE,
)
#: What ends a company's name.
_FORM = rf"(?:{FORM}|{LOOSE_FORM})\b"
#: Opens with a capital, so that the search passes over all else: of ``eGain`` with its second letter.
_SUBJECT = re.compile(
    r"([A-Z](?:(?<!\w[A-Z])[\w&.]*+(?:-\w[\w&.]*+)?|(?<=\b[a-z][A-Z])\w*+)(?:\s(?:[A-Z][\w&.()]*+"
    r"|of|and)){0,3})(?:\s(?:hereby|also|further|then|may|therefore"
    r"|always))?,?\s(?:shall|will|agrees?|warrants?|represents?"
    r"|must|undertakes?|has to|is responsible|may)\b"
)
#: So many times as often as with one capital.
_MOSTLY = 5
#: A word in capitals that acts: ``PURCHASER shall``.
_IN_CAPITALS = re.compile(r"\b([A-Z]{4,}(?: [A-Z]{4,})?) (?:shall|will|may|agrees|must|warrants|undertakes)\b")
_LABEL = re.compile(
    r"(甲方|乙方|丙方)[\s　_＿]*[（(]([^（）()]{1,14})[)）]|([\u4e00-\u9fff]{2,8}+)[\s　]*[:：]?[\s　]*[（(][^（）()]{0,10}?(?"
    r":以下|下)?(?:简?称|统称)?[^（）()]{0,4}?[“\"「]?(甲方|乙方)[”\"」]?[)）]"
)
#: ``承运人（委托方）：``, ``委托方（承运人）：``: a word of a trade beside one that names the side in any trade.
_PLAIN = "委托方|受托方|委托人|受托人|买方|卖方|需方|供方|采购方|采购人|采购单位|供应商|供货方|定作方|定作人|承揽方|承揽人"
_BESIDE = re.compile(
    rf"^[\s　]*(?:(?P<word>[\u4e00-\u9fff]{{2,8}})[（(](?P<plain>{_PLAIN})[)）]"
    rf"|(?P<plain2>{_PLAIN})[（(](?P<word2>[\u4e00-\u9fff]{{2,8}})[)）])[\s　]*[:：]",
    re.MULTILINE,
)
#: ``供方：长河公司，以下简称甲方``; ``甲方：长河公司（以下简称供方）``.
_CALLED = re.compile(r"([\u4e00-\u9fff]{2,6})[:：][^\n；;:：]{0,60}?(?:简称|称)为?[“\"「]?(甲方|乙方)")
_LETTER_CALLED = re.compile(r"(甲方|乙方)[:：][^\n；;:：]{0,60}?(?:简称|称)为?[“\"「]?([\u4e00-\u9fff]{2,6})")
#: ``…公司（下称建造方）为甲方``.
_AS_LETTER = re.compile(r"[（(](?:以下|下)?简?称?[“\"]?([\u4e00-\u9fff]{2,6})[”\"]?[）)]为(甲方|乙方)")
#: ``甲方为供方``.
_IS = re.compile(r"(甲方|乙方)[^。\n]{0,4}(?:为|系|即)[^。\n]{0,4}?([\u4e00-\u9fff]{2,6})")
#: A contract below another one: its parties are the contractor and the one below.
_BELOW = re.compile(
    r"分包(?:人|方|单位|商)\s*(?:[:：（(]|[)）])|[（(](?:以下)?(?:简?称)?[“\"]?分包(?:人|方)|分包(?:合同|协议)(?!的)"
)
#: ``买受人（乳品厂）：…公司``: the role, and the word that the contract goes on with.
_ROLE_CALLED = re.compile(r"(?:^|\n)[ \t　]*([\u4e00-\u9fff]{2,6})\s*[（(]\s*([\u4e00-\u9fff]{2,8})\s*[)）]\s*[:：]")
_SEALED = re.compile(r"章|签|全称|名称|代表|盖|以下|简称|公司$")
_LETTERS = ("甲方", "乙方")
#: What counts as so many acts: a role that the opening gives to 甲方 or 乙方, one that is told of it, and one of the title.
_GIVEN, _TOLD, _TITLED = 1000, 50, 3
#: A lead of so many acts tells nothing.
_EVEN = 3
#: A lead of so many dealings tells more than what a name says of its bearer.
_SURELY = 3
#: So much of all that is said of the two must agree.
_HARDLY = 0.8
#: So many characters of a contract hold its title.
_HEAD = 40
#: So many characters of a contract hold its title and the block of its parties.
_TITLE = 800
#: Roles above a buyer that is called 甲方 and something else: those whose money it may wait for.
_ABOVE = frozenset({"业主", "业主方", "建设单位", "发包人", "发包方"})


@dataclass(frozen=True)
class Parties:
    """The sides and every word for them."""

    sides: dict[str, Party]
    """Word -> side; English words as in the text."""
    names: tuple[PartyName, ...]
    pattern: re.Pattern[str]
    """Finds any word for a party; the longest first."""

    @property
    def longest_words(self) -> frozenset[str]:
        """The longest word of each name, in small letters: a text without any of them names nobody, and most texts hold none."""
        return frozenset(max(small(w).split(), key=len) for w in self.sides if w.strip())

    def side(self, word: str) -> Party | None:
        return self.sides.get(word) or self.sides.get(word.lower())


def find_parties(document: Document) -> Parties:
    """The parties of a contract, by role words, the parties block, and acts."""
    words = table("parties")
    text = document.text
    standing = set(_roles().of(text))
    sides: dict[str, Party] = {}
    for side in _SIDES:
        for language in ("zh", "en"):
            sides.update(dict.fromkeys((w for w in words[side.value][language] if w in standing), side))
    sides.update(_capitals(text))
    sides.update(_chinese(text, sides))
    sides.update(_of_a_trade(text[:FRONT], sides))
    sides.update(aliases(text, text[:FRONT], sides))
    sides.update(_called_beside(text[:FRONT], sides))
    sides = _without_third(text, sides)
    sides.update(_english(text, sides))
    sides = _without_ends(text, sides)
    sides.update(pronouns(text))
    sides.update(implied(text, sides))
    both = {w: Party.BOTH for language in ("zh", "en") for w in words["both"][language]}
    names = named(document, _SIDES, sides)
    sides.update({n.name: n.side for n in names if n.name})
    sides = {**both, **sides}
    return Parties(sides, names, _pattern(sides))


def _of_a_trade(front: str, sides: dict[str, Party]) -> dict[str, Party]:
    """The words of a trade that stand in the block of the parties beside a plain one, on the side of that one."""
    found = ((m["word"] or m["word2"], m["plain"] or m["plain2"]) for m in _BESIDE.finditer(front))
    return {word: sides[plain] for word, plain in found if plain in sides and word in sides and word not in _LETTERS}


def _called_beside(front: str, sides: dict[str, Party]) -> dict[str, Party]:
    """The words that stand in brackets behind a role in the block of the parties, on its side."""
    found = ((m[1], m[2]) for m in _ROLE_CALLED.finditer(front))
    return {word: sides[role] for role, word in found if sides.get(role) in _SIDES and not _SEALED.search(word)}


def _without_third(text: str, sides: dict[str, Party]) -> dict[str, Party]:
    """The words without those of third parties (监理单位) whose side another word stands for more often."""
    third = set(table("parties")["aside"]) & set(sides)
    most = {side: max((text.count(w) for w, s in sides.items() if s is side and w not in third), default=0) for side in _SIDES}
    return {w: s for w, s in sides.items() if w not in third or text.count(w) > most[s]}


def _without_ends(text: str, sides: dict[str, Party]) -> dict[str, Party]:
    """The words without those that stand only at the end of longer ones for the other side (Contractor in Main Contractor)."""
    longer = {w: [n for n, s in sides.items() if s is not side and n.endswith(f" {w}")] for w, side in sides.items()}
    return {w: s for w, s in sides.items() if not longer[w] or text.count(w) > sum(text.count(n) for n in longer[w])}


def _capitals(text: str) -> dict[str, Party]:
    """English role words that the contract mostly writes in capitals."""
    words, capitals = table("parties"), set(_IN_CAPITALS.findall(text[: 5 * FRONT]))
    roles = {w.upper(): side for side in _SIDES for w in words[side.value]["en"]}
    return {w: side for w, side in roles.items() if w in capitals and text.count(w) > _MOSTLY * text.count(w.title())}


@cache
def _roles() -> Words[str]:
    """The role words of the table: one pass finds those that stand in a text."""
    words = table("parties")
    return Words({w: w for side in _SIDES for language in ("zh", "en") for w in words[side.value][language]})


def _pattern(sides: dict[str, Party]) -> re.Pattern[str]:
    ordered = sorted(sides, key=len, reverse=True)
    common = [_spaced(re.sub(r"^the ", "", w)) for w in ordered if w[0].isascii() and sides[w] is Party.BOTH]
    latin = [_spaced(w) for w in ordered if w[0].isascii() and sides[w] is not Party.BOTH]
    latin += [f"(?i:{w})" for w in common]
    rest = [re.escape(w) for w in ordered if not w[0].isascii()]
    english = rf"(?<![A-Za-z])(?:[Tt]he\s+|THE\s+)?(?:{'|'.join(latin)})(?![A-Za-z])" if latin else r"(?!)"
    caps = "|".join(_spaced(w.upper()) for w in ordered if w[0].isascii() and len(w) > 2)
    english += rf"|\b(?:THE )?(?:{caps})\b" if caps else ""
    openings = _openings(w for w in ordered if w[0].isascii())
    return re.compile(rf"{'|'.join(rest) or '(?!)'}|(?<![A-Za-z])(?=[{openings}])(?:{english})")


def _spaced(word: str) -> str:
    """Of a name's words with any white space between them: one gap a pair, so that no run of spaces makes the search explode."""
    return r"\s+".join(map(re.escape, word.split()))


def _openings(words: Iterable[str]) -> str:
    """The letters that a word for a party may open with, so that the search passes over all others."""
    signs = {sign for w in words for sign in (w[0], w.removeprefix("the ")[0])}
    return re.escape("".join(sorted({"t", "T"} | {s.lower() for s in signs} | {s.upper() for s in signs})))


def side_of(parties: Parties, word: str) -> Party | None:
    """Side of a match of ``Parties.pattern``."""
    if word in parties.sides:
        return parties.sides[word]
    bare = re.sub(r"\s+", " ", re.sub(r"^the\s+", "", word, flags=re.IGNORECASE))
    for form in (bare, bare.lower(), bare.title(), bare.capitalize(), f"the {bare.lower()}"):
        if form in parties.sides:
            return parties.sides[form]
    return next((s for w, s in parties.sides.items() if w.upper() == bare.upper()), None)


def _chinese(text: str, known: dict[str, Party]) -> dict[str, Party]:
    """Sides of 甲方 and 乙方 and of words that stand beside them."""
    words = table("parties")
    sides = {term: Party(side) for term, side in words["default"]["zh"].items() if term in text}
    if not sides:
        return {}
    front = text[:FRONT]
    ahead = chinese_lead(text, _LETTERS) + lead(_said(front, known), _LETTERS) + _titled(front)
    if abs(ahead) > _EVEN:
        told = dict(zip(_LETTERS, _SIDES if ahead > 0 else _SIDES[::-1], strict=True))
        sides |= {term: side for term, side in told.items() if term in sides}
    for role in _ABOVE & set(known):
        if _labelled(front, role):
            known.pop(role)
    if ("分包方" in text or "分包人" in text) and _BELOW.search(front[:_TITLE]):
        sides.update({w: Party.BUYER for w in ("承包人", "承包方", "工程承包人") if w in text})
    return sides


def _said(front: str, known: dict[str, Party]) -> Dealt:
    """How much is to be given on the words of an opening that give 甲方 or 乙方 a role."""
    votes: Dealt = Counter()
    for letter, words in _given(front):
        if side := next((s for w, s in known.items() if w in words), None):
            votes[letter, side] += _GIVEN
    for found in _IS.finditer(front):
        if found[2] in known:
            votes[found[1], known[found[2]]] += _TOLD
    return votes


def _given(front: str) -> Iterator[Pair]:
    """甲方 or 乙方 and the words beside it by which an opening calls the same party."""
    yield from ((m[1], m[2]) if m[1] else (m[4], m[3]) for m in _LABEL.finditer(front))
    yield from ((m[2], m[1]) for pattern in (_CALLED, _AS_LETTER) for m in pattern.finditer(front))
    yield from ((m[1], m[2]) for m in _LETTER_CALLED.finditer(front))


def _titled(front: str) -> int:
    """What the title tells of 甲方, counted as acts: 采购合同 of a buyer."""
    titled, head = table("parties")["titled"], front[:_HEAD].partition("甲")[0]
    seller, buyer = (any(w in head for w in titled[side.value]) for side in _SIDES)
    return _TITLED * (seller - buyer)


def _labelled(front: str, role: str) -> bool:
    """Whether 甲方 is given another role in so many words, and this one labels nobody."""
    given = [f.group(2) or f.group(3) for f in _LABEL.finditer(front) if "甲方" in f.group(0)]
    return bool(given) and not any(role in g for g in given) and not re.search(rf"{role}\s*[（(:：]|[（(“]{role}[”)）]", front)


def _english(text: str, known: dict[str, Party]) -> dict[str, Party]:
    """Sides of short names: quoted in the first pages, or subjects of many duties; of two introduced together never the same."""
    couple = pair(text[:FRONT], known)
    for role in others(couple, text[:FRONT], known) if couple else ():
        known.pop(role)
    found = _by_subjects(text, known, couple or ()) | lettered(text[:FRONT], known)
    if couple is None:
        return found | twins(text[:FRONT], {**known, **found})
    if tier := under(couple):
        for role in [r for r in known if r in ABOVE and r not in couple]:
            known.pop(role)
        return _lowered(text, {**found, **tier})
    if serves := serving(couple, known):
        spelt = {n: serves[c] for n in {**known, **found} for c in couple if n.lower() == c.lower()}
        known.update({n: s for n, s in spelt.items() if n in known})
        return {**found, **spelt, **_lowered(text, serves), **twins(text[:FRONT], serves)}
    if not any(n in known for n in couple):
        found |= _by_dealings(text, couple)
    if not any(n in {**known, **found} for n in couple):
        found |= leaning(couple) or _by_acts_of(text, couple)
    found |= _lowered(text, paired(couple, {**known, **found}))
    return found | twins(text[:FRONT], {**known, **found})


def _by_dealings(text: str, couple: Pair) -> dict[str, Party]:
    """Sides of two by what they are said to do with each other, where that is said more than once and hardly contradicted."""
    dealt = dealings("en", text, couple)
    ahead = lead(dealt, couple)
    if {n for n, _ in dealt} != set(couple) or abs(ahead) < max(_SURELY, _HARDLY * sum(dealt.values())):
        return {}
    return dict(zip(couple, _SIDES if ahead > 0 else _SIDES[::-1], strict=True))


def _by_acts_of(text: str, couple: Pair) -> dict[str, Party]:
    dealt = dealings("en", text, couple)
    first, second = (english_lean(text, n, dealt) for n in couple)
    return {couple[0]: Party.BUYER if first < second else Party.SELLER}


def _by_subjects(text: str, known: dict[str, Party], couple: tuple[str, ...]) -> dict[str, Party]:
    subjects = Counter(_clean(n) for names in _subjects(text) for n in re.split(r"\s+and\s+", names))
    quoted = {_clean(m.group(1)).lower() for m in _QUOTED.finditer(text[:FRONT])}
    often = [n for n, count in subjects.most_common(12) if count >= 2 and len(n) > 1 and n not in known]
    names = [n for n in often if _is_name(text, n, n.lower() in quoted)]
    names = [n for n in names if not any(n != m and n in m.split() for m in names)]
    names = [n for i, n in enumerate(names) if i < 2 or n.lower() in quoted]
    most = max((subjects[n] for n in names), default=0)
    roles = {w: s for w, s in known.items() if w[0].isascii()}
    strong = {w: s for w, s in roles.items() if subjects[w] + subjects[w.lower()] >= max(2, 0.15 * most)}
    for weak in {w for w in set(roles) - set(strong) if w.upper() not in strong}:
        if most >= 4 or len(set(strong.values())) == 2:
            known.pop(weak)
    if len(set(strong.values())) == 2 and sum(subjects[w] for w in strong) >= 2 * sum(subjects[n] for n in names):
        return _lowered(text, strong)
    return _lowered(text, strong) | _variants(text, _by_acts(text, names, strong, couple))


def _subjects(text: str) -> Iterator[str]:
    """The capitalised words before every word that binds."""
    for start, end in (m.span(1) for m in _SUBJECT.finditer(text)):
        small = text[max(start - 1, 0) : start]
        yield text[start - (small.isascii() and small.islower()) : end]


def _by_acts(text: str, names: list[str], strong: dict[str, Party], couple: tuple[str, ...]) -> dict[str, Party]:
    dealt = dealings("en", text, names)
    votes = {name: english_lean(text, name, dealt) for name in names}
    ranked = sorted(votes, key=lambda n: votes[n])
    sides = set(strong.values())
    companies = [n for n in ranked if re.search(rf"{_FORM}[^\"“”]{{0,90}}[\"“](?:the )?{re.escape(n)}[\"”]", text[:FRONT])]
    if couple and set(couple) <= set(names):
        ranked = [n for n in ranked if n in couple]
    elif len(companies) >= 2:
        ranked = companies
    elif len(sides) == 1 and ranked:
        other = Party.BUYER if Party.SELLER in sides else Party.SELLER
        return {names[0]: other}
    if len(ranked) >= 2:
        middle = (votes[ranked[0]] + votes[ranked[-1]]) / 2
        return {n: Party.SELLER if votes[n] > middle else Party.BUYER for n in ranked}
    return {n: Party.SELLER if votes[n] > 0 else Party.BUYER for n in ranked}


def _is_name(text: str, name: str, quoted: bool) -> bool:
    """Whether a capitalised subject is somebody: companies go without an article, things do not act."""
    nobody = table("parties")["nobody"]
    company = rf"\b(?i:{re.escape(name)}),?\s+(?:{_FORM}|{CAPITAL_FORM}\b)"
    thing = name.split()[-1] in nobody["things"] and not re.search(company, text[:FRONT])
    if name.split()[0] in nobody["openers"] or thing:
        return False
    uses = re.findall(rf"(\b\w+\s+)?\b{re.escape(name)}\b(?!\s+[A-Z][a-z])", text)
    articles = sum(u.strip().lower() in {"the", "such", "any", "all", "each", "this"} for u in uses)
    acts = len(re.findall(rf"\b(?:by|to|from|with)\s+{re.escape(name)}\b|\b{re.escape(name)}['’]s?\s", text))
    return (quoted or articles <= 0.3 * max(len(uses), 1)) and acts >= 1


def _lowered(text: str, roles: dict[str, Party]) -> dict[str, Party]:
    """Role words with those the text writes small as a subject (the seller shall), and the other number of each."""
    verbs = "shall|will|must|may|agrees?|did|fails?|to"
    forms = {form: s for w, s in roles.items() for form in (w.lower(), w[:1].lower() + w[1:]) if form != w}
    small = {w: s for w, s in forms.items() if _stands(rf"\b{re.escape(w)} (?:{verbs})\b", w, text)}
    other = {w[:-1] if w.endswith("s") else w + "s": s for w, s in (roles | small).items()}
    return roles | small | {w: s for w, s in other.items() if _stands(rf"\b{re.escape(w)}\b", w, text)}


def _stands(pattern: str, words: str, text: str) -> bool:
    """Whether a pattern that holds the words is found; text without the words is not gone through."""
    return words in text and re.search(pattern, text) is not None


def _variants(text: str, names: dict[str, Party]) -> dict[str, Party]:
    """Other forms of a name: by case (XIMAGE, XImage), and its first word where that stands for it (Dragon shall)."""
    names = _shortened(text, names) | names
    spelt = {m.group(0): s for n, s in names.items() for m in re.finditer(rf"\b{re.escape(n)}\b", text, re.IGNORECASE)}
    return names | {re.sub(r"\s+", " ", w): s for w, s in spelt.items()}


def _shortened(text: str, names: dict[str, Party]) -> dict[str, Party]:
    """First words of long names that act alone, when they are no other name's first word."""
    nobody = table("parties")["nobody"]
    firsts = Counter(n.split()[0] for n in names)
    alone = (n for n in names if " " in n and firsts[n.split()[0]] == 1 and len(n.split()[0]) > 2)
    short = {n.split()[0]: names[n] for n in alone if n.split()[0] not in {*nobody["openers"], *nobody["things"]}}
    acts = "shall|will|may|must|agrees|has|is"
    return {
        w: s
        for w, s in short.items()
        if _stands(rf"(?:^|[.,;:(]\s*|\b(?:if|that|and|by|to)\s){re.escape(w)} (?:{acts})\b", w, text)
    }


#: What a capitalised name holds of the sentence before it, and of the words after it.
_BEYOND = re.compile(r"^.*?(?<!\bInc)(?<!\bLtd)(?<!\bCorp)(?<!\bBros)\b\w{2,}(?<=[a-zA-Z0-9])\. (?=[A-Z])|\s+(?:and|of)$")


def _clean(name: str) -> str:
    name = _BEYOND.sub("", re.sub(r"\s+", " ", name).strip())
    return re.sub(
        r"^(?:The|Upon|When|Then|However|Thereafter|Accordingly"
        r"|Further|Additionally|Before|After)\s+",
        "",
        name.strip(),
    )
