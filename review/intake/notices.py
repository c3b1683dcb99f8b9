"""Every kind of thing that was not read, or that a reader of the file does not see (law 2), with its sentence and weight.

``Notice.code`` is a key of ``NOTICES``. ``Gravity.HIDDEN`` is what rule C-15 fires on; ``UNREAD`` limits the review and stands
in the coverage statement; ``INFORM`` is stated only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from review.model.document import STRUCK
from review.model.language import Bilingual


class Gravity(StrEnum):
    """How much a notice matters to somebody who is about to sign."""

    HIDDEN = "hidden"
    """Content that a reader does not see, or sees differently from what the file holds."""
    UNREAD = "unread"
    """Content a reader sees, but that was not read as text."""
    INFORM = "inform"


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One row of the table."""

    code: str
    gravity: Gravity
    sentence: Bilingual


def kind_of(code: str) -> NoticeKind:
    """The row of a code. Raises KeyError for a code that is not in the table."""
    return NOTICES[code]


def _row(code: str, gravity: Gravity, zh: str, en: str) -> tuple[str, NoticeKind]:
    return code, NoticeKind(code, gravity, {"zh": zh, "en": en})


_H, _U, _I = Gravity.HIDDEN, Gravity.UNREAD, Gravity.INFORM

NOTICES: dict[str, NoticeKind] = dict(
    (
        # revisions and comments
        _row("tracked-changes", _H, "有未接受的修订", "There are tracked changes that nobody accepted"),
        _row("format-changes", _I, "有未接受的格式修订", "There are tracked changes of formatting"),
        _row("comments", _I, "有批注", "There are comments"),
        # text nobody sees
        _row("hidden-text", _H, "有隐藏文字(未计入正文)", "There is hidden text (not part of the text read)"),
        _row("invisible-colour", _H, "有与背景同色的文字", "There is text in the colour of its background"),
        _row("tiny-text", _H, "有极小字号的文字", "There is text too small to read"),
        _row("symbol-font", _H, "有以符号字体显示的文字", "There is text in a symbol font that shows other signs than it stores"),
        _row(STRUCK, _I, "有以删除线划去的文字", "There is text that is struck through"),
        _row("off-page", _H, "有位于页面之外的文字", "There is text outside the page"),
        _row("hidden-cell", _H, "合并单元格中有不显示的文字", "A merged cell holds text that is not shown"),
        _row("collapsed", _H, "有高度极小的表格行或文本框", "A table row or text box is too small to show its text"),
        _row("zero-width", _H, "有零宽字符", "There are zero-width characters"),
        _row("bidi-control", _H, "有改变显示顺序的控制字符", "There are controls that change the order in which text is shown"),
        _row("look-alike", _H, "词中混入形近的其他字母", "A word mixes letters of other scripts that look alike"),
        _row("odd-digits", _H, "数字中混用全角或其他数字字符", "A number mixes full-width or other digits"),
        _row("overlaid", _H, "文字上叠加有划线字符", "Characters are laid over the text that strike it out"),
        _row("control-characters", _H, "有不可见的控制字符", "There are invisible control characters"),
        # text that may change, or is shown differently
        _row("alternate-text", _H, "其他软件会显示另一段文字", "Other programs show another text in place of this one"),
        _row("covering-shape", _H, "有白色图形盖住文字", "A white shape lies over the text"),
        _row("dynamic-field", _H, "有内容会自动变化的域", "There is a field whose content changes by itself"),
        _row("bound-content", _H, "内容控件与其数据源不一致", "A content control differs from the data it is bound to"),
        _row("external-content", _H, "引用了文件以外的内容", "The file refers to content outside it"),
        _row("external-template", _H, "引用了外部模板", "The file refers to a template outside it"),
        _row("local-template", _I, "引用了作者电脑上的模板", "The file names a template on its author's computer"),
        _row("protection", _I, "文档设有编辑保护", "The document is protected against editing"),
        # content that was not read
        _row("inserted-file", _U, "嵌入了另一文件(altChunk),未读取", "Another file is built in (altChunk) and was not read"),
        _row("embedded-object", _U, "含嵌入对象,未读取", "There is an embedded object that was not read"),
        _row("unread-sign", _U, "有未能识别的符号", "There is a sign that could not be read"),
        _row("private-use", _U, "有自造字符,其含义取决于字体", "There are private characters; what they show depends on a font"),
        _row("image", _U, "含图片,其中的文字未读取", "There is a picture; text in it was not read"),
        _row("chart", _U, "含图表或图示,其中的文字未读取", "There is a chart or diagram; text in it was not read"),
        _row("unread-part", _U, "有部件无法读取", "A part of the file could not be read"),
        _row("signature-line", _I, "含数字签名", "The file carries a digital signature"),
        # plain text and PDF
        _row("encoding-guessed", _I, "文本编码为推断所得", "The encoding of the text was guessed"),
        _row("undecodable", _U, "有无法解码的字节", "Some bytes could not be decoded"),
        _row("page-without-text", _U, "有页面没有文字层,未读取", "A page has no text in it and was not read"),
        _row("recognised", _I, "页面文字由字符识别得出", "The text of a page comes from character recognition"),
        _row("recognised-poorly", _U, "字符识别可信度低或有遗漏", "Character recognition is unsure or left out lines"),
        _row("hidden-layer", _H, "有不显示的文字层", "There is a layer of text that is not shown"),
        _row(
            "unmapped-letters",
            _U,
            "有字体未说明其字符,所读文字可能与所见不同",
            "A font does not say which letters it shows; the text read may differ",
        ),
        _row("annotations", _I, "有 PDF 批注", "There are annotations in the PDF"),
        _row("form-fields", _I, "有可填写的表单域", "There are form fields to fill in"),
        _row(
            "dynamic-form",
            _U,
            "表单由 XFA 描述,所见可能与所读不同",
            "The form is described by XFA; what is shown may differ from what was read",
        ),
        _row("script", _H, "含有自动运行的脚本", "The file holds scripts that run by themselves"),
        _row("attachment", _U, "含附件,未读取", "There is an attached file that was not read"),
        _row("converted", _I, "由旧格式转换后读取", "The file was converted from an old format before reading"),
        _row("page-furniture", _I, "页眉、页脚和页码单独列出", "Running heads and page numbers stand apart"),
    )
)
