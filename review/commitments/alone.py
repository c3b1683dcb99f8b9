"""Parties that nothing but custom tells: a passage speaks of the Authority, the Agency, the Main Contractor, and of nobody else
who could be that side. A whole contract introduces both of its parties and is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from review.commitments.tables import table
from review.model.commitment import Party

#: A passage, not a contract, in characters.
_SHORT = 1500
#: Contractors who have others below them: buyers of a subcontract, and who they are to the one above.
_OVER = re.compile(r"\b(?:[Mm]ain|[Pp]rime|[Gg]eneral|[Hh]ead|[Pp]rincipal|[Mm]anaging) [Cc]ontractor\b")
_BELOW = re.compile(r"\b[Ss]ub-?\s?[Cc]ontract|\b[Tt]rade [Cc]ontract|\b[Ww]orks? [Pp]ackage")
_OVER_ZH = re.compile(r"总承?包(?:方|人|单位|商|企业)?(?!合同|协议|价|工程|范围)")
#: Who rules on a building for its owner, whatever he sells elsewhere.
_SPEAK_FOR_OTHERS = frozenset({"Architect", "Engineer", "Surveyor"})
#: What a party does, or has: the authority shall, the hospital's, by the agency.
_ACTS = r"(?:'s|’s|\s+(?:shall|will|must|may|can|agrees|undertakes|pays|is|has|does|keeps|bears|[a-z]{2,}s)\b)"
_TO = r"\b(?:by|to|of|from|for|against|on|with|upon|keep|hold|gives?|pays?|indemnif(?:y|ies)|owes?|protects?|compensates?)\s+"


def settled(text: str, sides: Mapping[str, Party]) -> dict[str, Party]:
    """The sides, with those words by which a passage alone calls them."""
    if len(text) > _SHORT:
        return dict(sides)
    found = _lone(text, sides)
    bare = Party.BUYER in found.values() and _is_bare(text)
    return {w: s for w, s in sides.items() if not (bare and w.lower() == "contractor")} | found


def _is_bare(text: str) -> bool:
    """Whether a contractor is only ever told as the one above: the word alone names nobody."""
    return not re.search(r"\b[Cc]ontractor\b", _OVER.sub("", text))


def _lone(text: str, sides: Mapping[str, Party]) -> dict[str, Party]:
    """Word -> side, for each side that has no word of the text's own."""
    missing = {Party.BUYER, Party.SELLER} - set(sides.values())
    found = _over(text, sides)
    if missing:
        leans = table("parties")["leans"]
        for side in missing - set(found.values()):
            words = [w for w in leans[side.value] if w not in _SPEAK_FOR_OTHERS and _acts(text, w)]
            found.update(dict.fromkeys(_forms(text, words[0]), side) if len(words) == 1 else {})
    return found


def _acts(text: str, word: str) -> bool:
    the = rf"\b[Tt]he (?i:{word})"
    return word.lower() in text.lower() and re.search(rf"{the}{_ACTS}|{_TO}{the}\b(?! [A-Z])", text) is not None


def _forms(text: str, word: str) -> Iterator[str]:
    return (form for form in (word, word.lower()) if form in text)


def _over(text: str, sides: Mapping[str, Party]) -> dict[str, Party]:
    """Main contractors: of a subcontract its buyer, of an owner its seller, where nobody else is."""
    held = set(sides.values())
    if Party.BUYER not in held and _BELOW.search(text):
        return {m.group(0): Party.BUYER for m in _OVER.finditer(text)} | {"Subcontractor": Party.SELLER}
    if Party.SELLER not in held and Party.BUYER in held and "分包" not in text:
        return {m.group(0): Party.SELLER for m in _OVER_ZH.finditer(text)}
    return {}
