"""Damages sample files at random: only a document or a typed error may come out.

    python -m tests.intake.fuzz [MUTATIONS] [SEED] [FOLDER …]

Mutations of the bytes, and of the XML inside a Word file (which bytes alone would seldom reach through the compression).
Prints how many ended how; a crash prints the file it saved and ends with 1.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from review.errors import Failure
from review.intake import Limits, parse
from tests.intake.pdf import Words, page, pdf, ruled
from tests.intake.word import levels, num, p, r, table, word

#: Tight bounds, so that a mutation that grows a file ends soon.
LIMITS = Limits(blocks=20_000, elements=200_000, part_bytes=8 * 1024 * 1024, characters=2_000_000)
_NUMBERING = levels(("chineseCountingThousand", "第%1条"), ("decimal", "%1.%2"))
_STYLE = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
_WORDS = ("0", "-1", "99999999999999999999", "", "%1%2%9", "\ufffe", "<", "&", "auto", "restart", "true", "rId1", "第一条")

SAMPLES: dict[str, bytes] = {
    "word.docx": word(
        p("合同", properties='<w:pStyle w:val="a"/>')
        + "".join(p("交货", r("期限", "<w:b/><w:vanish/>"), properties=num(1, i)) for i in (0, 1, 1, 0))
        + table(["项目", "数量"], ["泵", "3"])
        + p('<w:ins w:id="1" w:author="x"><w:r><w:t>三十</w:t></w:r></w:ins>')
        + p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> IF 1 </w:instrText><w:fldChar w:fldCharType="end"/></w:r>'),
        numbering=_NUMBERING,
        styles=_STYLE,
        footnotes='<w:footnote w:id="2">' + p("注") + "</w:footnote>",
        comments='<w:comment w:id="0">' + p("问") + "</w:comment>",
    ),
    "text.pdf": pdf(
        page("1. Delivery within thirty days.", Words("hidden", y=500, mode=3), drawing=ruled([70, 200, 300], [400, 380, 360])),
        page("2. Payment."),
    ),
    "plain.txt": "第一条 交货\n1. 期限：45日\n(a) x\n\nArticle 2 Payment\n".encode() * 3,
}  # fmt: skip


def mutations(samples: Sequence[tuple[str, bytes]], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """(name, damaged file): the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        name, data = chance.choice(samples)
        inside = data[:2] == b"PK" and chance.random() < 0.7
        yield name, _inside(data, chance) if inside else _damaged(data, chance)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """Up to six bytes changed, a stretch cut out, doubled, or moved."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if not found:
            break
        at, end = sorted(chance.randrange(len(found) + 1) for _ in range(2))
        kind = chance.randrange(5)
        if kind < 2 and at < len(found):
            found[at] = chance.randrange(256)
        elif kind == 2:
            del found[at : min(end, at + 200)]
        elif kind == 3:
            found[at:at] = found[at : min(end, at + 200)]
        else:
            found[at:at] = chance.choice(_WORDS).encode()
    return bytes(found)


def _inside(data: bytes, chance: random.Random) -> bytes:
    """The same damage to one part of a Word file, put back into a sound archive; or a part left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # the sample itself is damaged
        return _damaged(data, chance)
    part = chance.choice(sorted(files))
    if chance.random() < 0.1:
        del files[part]
    else:
        files[part] = _damaged_xml(files[part], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _damaged_xml(data: bytes, chance: random.Random) -> bytes:
    """Values and tags exchanged, which keeps the XML sound more often than changed bytes do."""
    pieces = data.split(b'"')
    if len(pieces) > 3 and chance.random() < 0.5:
        at = chance.randrange(1, len(pieces), 2)
        pieces[at] = chance.choice([*(w.encode() for w in _WORDS), chance.choice(pieces)])
        return b'"'.join(pieces)
    tags = data.split(b"<")
    if len(tags) > 4 and chance.random() < 0.6:
        one, other = chance.randrange(1, len(tags)), chance.randrange(1, len(tags))
        tags[one], tags[other] = tags[other], tags[one]
        return b"<".join(tags)
    return _damaged(data, chance)


def outcome(name: str, data: bytes) -> str:
    """``read`` or the code of the error; raises what is neither."""
    try:
        document = parse(name, data, limits=LIMITS)
    except Failure as error:
        assert error.diagnostics("zh") and error.diagnostics("en")
        if error.code == "reading-failed":
            raise AssertionError(f"an assumption broke: {error.fields['detail']}") from error
        return error.code
    assert document.text.strip() and all(b.span.end <= len(document.text) for b in document.blocks)
    return "read"


def main(arguments: list[str]) -> int:
    count, seed = (int(a) for a in (arguments + ["2000", "1"][len(arguments) :])[:2])
    folders = [Path(a) for a in arguments[2:]]
    samples = [*SAMPLES.items(), *((f.name, f.read_bytes()) for d in folders for f in sorted(d.rglob("*.*")) if f.is_file())]
    counts: Counter[str] = Counter()
    for name, data in mutations(samples, count, seed):
        try:
            counts[outcome(name, data)] += 1
        except BaseException as error:
            with tempfile.NamedTemporaryFile(delete=False, suffix=f"-{name}") as file:
                file.write(data)
            print(f"{type(error).__name__}: {error}; the file is {file.name}")
            return 1
    print(", ".join(f"{code} {n}" for code, n in counts.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
