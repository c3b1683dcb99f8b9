"""The packet's typefaces: made once from the files of an npm package, checked before every render.

    python -m review.packet.fonts BUILD_DIR [--npm NODE_MODULES]

The package ships a family in some hundred slices; WeasyPrint is six times slower on compressed slices than on one
TrueType file, so they are joined once. Glyphs keep their outlines; only names change, as the licence (OFL 1.1) asks.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from review.errors import Failure, sentences

FAMILY = "Tripact Sans"
SYMBOLS = "Tripact Symbols"
_ROOM = Path(__file__).parents[1]
NPM = _ROOM.parent / ".tripact" / "npm" / "node_modules"


class FontError(Failure):
    """The packet's typefaces are missing or cannot be made."""

    status = 500


@dataclass(frozen=True, slots=True)
class Face:
    """One font file to make. ``base`` gives metrics and kerning; ``slices`` (glob) give the other glyphs."""

    file: str
    family: str
    weight: int
    package: str
    base: str
    slices: str = ""
    needed: bool = True


FACES = (
    Face(
        "tripact-sans-400.ttf",
        FAMILY,
        400,
        "@fontsource/noto-sans-sc",
        "files/noto-sans-sc-latin-400-normal.woff",
        "files/*-400-normal.woff",
    ),
    Face(
        "tripact-sans-700.ttf",
        FAMILY,
        700,
        "@fontsource/noto-sans-sc",
        "files/noto-sans-sc-latin-700-normal.woff",
        "files/*-700-normal.woff",
    ),
    Face("tripact-symbols-400.ttf", SYMBOLS, 400, "dejavu-fonts-ttf", "ttf/DejaVuSans.ttf", needed=False),
    Face("tripact-symbols-700.ttf", SYMBOLS, 700, "dejavu-fonts-ttf", "ttf/DejaVuSans-Bold.ttf", needed=False),
)

#: Summary fields of a font that must cover every glyph, and how two fonts' values join.
_EXTREMES: tuple[tuple[str, str, Callable[[int, int], int]], ...] = (
    ("head", "xMin", min),
    ("head", "yMin", min),
    ("head", "xMax", max),
    ("head", "yMax", max),
    ("hhea", "advanceWidthMax", max),
    ("hhea", "minLeftSideBearing", min),
    ("hhea", "minRightSideBearing", min),
    ("hhea", "xMaxExtent", max),
    ("maxp", "maxPoints", max),
    ("maxp", "maxContours", max),
    ("maxp", "maxSizeOfInstructions", max),
)
_SPACES = (0x20, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F)
_VERTICAL = ("vhea", "vmtx", "VORG", "STAT", "DSIG", "FFTM")


def folder() -> Path:
    """The folder of the built fonts: ``TRIPACT_FONTS``, else beside the package, else in the checkout. Raises FontError."""
    given = os.environ.get("TRIPACT_FONTS")
    places = [*([Path(given)] if given else []), _ROOM / "_data" / "fonts", _ROOM.parent / ".tripact" / "fonts"]
    needed = [face.file for face in FACES if face.needed]
    for place in places:
        if all((place / file).is_file() for file in needed):
            return place.absolute()
    raise FontError("font-missing", {"file": needed[0], "folder": str(places[-1])})


def faces(place: Path) -> tuple[Face, ...]:
    """The faces that were built into a folder."""
    return tuple(face for face in FACES if (place / face.file).is_file())


@lru_cache(maxsize=4)
def coverage(place: Path) -> frozenset[int]:
    """Code points that every weight of the family, or every weight of the symbols, can draw."""
    drawn: dict[str, set[int]] = {}
    for face in faces(place):
        with TTFont(place / face.file, lazy=True) as font:
            points = set(font.getBestCmap())
        drawn[face.family] = drawn.get(face.family, points) & points
    return frozenset().union(*drawn.values())


def build(target: Path, npm: Path = NPM) -> tuple[Path, ...]:
    """Make every face that is not in ``target`` yet and return their paths. Raises FontError for a missing package."""
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for face in FACES:
        path = target / face.file
        if not path.is_file() and _available(face, npm):
            _write(_join(face, npm / face.package, target), path)
        if path.is_file():
            made.append(path)
    _licences(npm, target)
    return tuple(made)


def _available(face: Face, npm: Path) -> bool:
    there = (npm / face.package / face.base).is_file()
    if face.needed and not there:
        raise FontError("font-package", {"package": face.package, "folder": str(npm)})
    return there


def _join(face: Face, package: Path, target: Path) -> Any:
    """The base font plus every glyph of the slices that it lacks."""

    font = TTFont(package / face.base, recalcTimestamp=False, recalcBBoxes=not face.slices)
    font.flavor = None
    for tag in _VERTICAL:
        if tag in font:
            del font[tag]
    if face.slices:
        for path in sorted(package.glob(face.slices)):
            _add(font, TTFont(path, lazy=True))
    else:
        _thin(font, target / f"tripact-sans-{face.weight}.ttf")
    _rename(font, face)
    return font


def _add(font: Any, other: Any) -> None:
    """Copy the glyphs of ``other`` for code points that ``font`` cannot draw yet."""
    glyphs, metrics = font["glyf"], font["hmtx"].metrics
    order = font.getGlyphOrder()
    taken = set(order)
    new_points = {p: n for p, n in other.getBestCmap().items() if p not in font.getBestCmap()}
    for point, name in sorted(new_points.items()):
        new = f"uni{point:04X}"
        if new not in taken:
            order.append(new)
            taken.add(new)
            glyphs.glyphs[new] = _outline(other, name)
            metrics[new] = other["hmtx"].metrics[name]
        for table in font["cmap"].tables:
            if table.isUnicode() and (point < 0x10000 or table.format == 12):
                table.cmap[point] = new
    font.setGlyphOrder(order)
    glyphs.setGlyphOrder(order)
    for table, field, widest in _EXTREMES:
        setattr(font[table], field, widest(getattr(font[table], field), getattr(other[table], field)))


def _outline(font: Any, name: str) -> Any:
    """A glyph's own outline: one that is composed of others is resolved, so that it can stand in another font."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped]
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]

    glyph = font["glyf"].glyphs[name]
    if not glyph.isComposite():
        return glyph
    source = font.getGlyphSet()
    record, pen = DecomposingRecordingPen(source), TTGlyphPen(None)
    source[name].draw(record)
    record.replay(pen)
    return pen.glyph()


def _thin(font: Any, main: Path) -> None:
    """Keep of a fallback font only what the main family lacks, and its spaces: a run of text changes font at words only."""
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]  # 15 MB that no render needs

    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"], recalc_timestamp=False)
    subsetter = Subsetter(options)
    with TTFont(main, lazy=True) as sans:
        subsetter.populate(unicodes=set(font.getBestCmap()) - set(sans.getBestCmap()) | set(_SPACES))
    subsetter.subset(font)


def _rename(font: Any, face: Face) -> None:
    style = "Bold" if face.weight >= 600 else "Regular"
    full = f"{face.family} {style}"
    texts = {1: face.family, 2: style, 3: full, 4: full, 6: full.replace(" ", "-")}
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (*texts, 16, 17, 21, 22, 25):
            names.removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    bold = face.weight >= 600
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if bold else 0x40)
    font["head"].macStyle = 1 if bold else 0


def _write(font: Any, path: Path) -> None:
    """Whole or not at all: an interrupted build leaves no half font."""
    part = path.with_suffix(".part")
    font["post"].formatType = 3.0
    font.save(part)
    part.replace(path)


def _licences(npm: Path, target: Path) -> None:
    for package in sorted({face.package for face in FACES}):
        source = npm / package / "LICENSE"
        if source.is_file():
            shutil.copyfile(source, target / f"LICENSE-{package.rsplit('/', 1)[-1]}.txt")


def main(arguments: list[str] | None = None) -> int:
    """Build the fonts; one line on what is missing."""
    parser = argparse.ArgumentParser(prog="python -m review.packet.fonts")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--npm", type=Path, default=NPM)
    asked = parser.parse_args(arguments)
    try:
        for path in build(asked.folder, asked.npm):
            print(path)
    except FontError as error:
        print(error.diagnostics("en"), file=sys.stderr)
        return 2
    return 0


sentences(
    {
        "font-missing": {
            "zh": "缺少字体文件 {file}（目录 {folder}），无法生成签审包；请运行 ./tripact 让其自动生成字体。",
            "en": "The font file {file} is not in {folder}, so no packet can be made; ./tripact builds it on its first run.",
        },
        "font-package": {
            "zh": "在 {folder} 中找不到字体包 {package}。",
            "en": "The font package {package} is not in {folder}.",
        },
    }
)

if __name__ == "__main__":
    sys.exit(main())
