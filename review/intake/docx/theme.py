"""Colours named by the theme, written out: what a theme colour says counts, whatever stands beside it."""

from __future__ import annotations

from typing import Final

from lxml import etree

from review.intake.docx.names import VAL, A, W

#: Names in the text -> names in the theme (ISO/IEC 29500-1, 17.18.97, with Word's usual mapping).
_NAMES: Final = {
    "background1": "lt1", "light1": "lt1", "text1": "dk1", "dark1": "dk1",
    "background2": "lt2", "light2": "lt2", "text2": "dk2", "dark2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_USUAL: Final = {"lt1": "ffffff", "dk1": "000000"}


class Theme:
    """The theme part, or none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._colours = dict(_USUAL)
        for node in () if root is None else root.iterfind(f".//{A}clrScheme/*"):
            value = next((c.get("lastClr") or c.get("val") or "" for c in node), "")
            if len(value) == 6:
                self._colours[etree.QName(node).localname] = value.lower()

    def write_out(self, root: etree._Element) -> None:
        """Put the theme's value where a part names a colour of it; shades and tints keep the value that is written."""
        for node in root.iter(W + "color"):
            self._set(node, "themeColor", VAL, ("themeTint", "themeShade"))
        for node in root.iter(W + "shd"):
            self._set(node, "themeFill", W + "fill", ("themeFillTint", "themeFillShade"))

    def _set(self, node: etree._Element, name: str, target: str, changed: tuple[str, str]) -> None:
        named = node.get(W + name)
        if named is None or any(node.get(W + c) is not None for c in changed):
            return
        value = self._colours.get(_NAMES.get(named, named))
        if value is not None:
            node.set(target, value)
