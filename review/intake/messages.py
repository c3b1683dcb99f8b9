"""The sentences of intake's errors, and the three ways to raise them."""

from __future__ import annotations

from review.errors import IntakeError, TooLarge, sentences


def unreadable(code: str, **fields: object) -> IntakeError:
    """The error for a file that cannot be read."""
    return IntakeError(code, fields)


def too_large(what: str, found: object, limit: object) -> TooLarge:
    """The error for a limit that was passed; ``what`` is a key of ``MEASURES``."""
    zh, en = MEASURES[what]
    return TooLarge("file-over-limit", {"what_zh": zh, "what_en": en, "found": found, "limit": limit})


#: What can be too much, in both languages.
MEASURES: dict[str, tuple[str, str]] = {
    "bytes": ("文件字节数", "size of the file in bytes"),
    "entries": ("压缩包条目数", "number of entries in the archive"),
    "part": ("解压后部件字节数", "inflated size of a part in bytes"),
    "total": ("解压后总字节数", "inflated size of all parts in bytes"),
    "ratio": ("压缩比", "compression ratio"),
    "elements": ("XML 元素数", "number of XML elements"),
    "depth": ("XML 嵌套层数", "nesting depth of the XML"),
    "blocks": ("段落数", "number of paragraphs"),
    "characters": ("字符数", "number of characters"),
    "pages": ("页数", "number of pages"),
    "relationships": ("关系数", "number of relationships"),
    "columns": ("表格列数", "number of table columns"),
}

sentences(
    {
        "file-over-limit": {
            "zh": "文件超出上限：{what_zh}为 {found}，上限为 {limit}。",
            "en": "The file passes a limit: the {what_en} is {found}, at most {limit} is read.",
        },
        "file-type": {
            "zh": "{name} 不是可读取的合同文件（可读取 .docx、文本型 .pdf、.txt）。",
            "en": "{name} is not a contract file that can be read (.docx, .pdf with text, .txt).",
        },
        "file-not-word": {
            "zh": "{name} 是 {found} 文件，不是 Word 文档。",
            "en": "{name} is a {found} file, not a Word document.",
        },
        "file-encrypted": {
            "zh": "{name} 设有打开密码；请去除密码后重新提交。",
            "en": "{name} is protected by a password; remove the password and submit it again.",
        },
        "file-broken": {
            "zh": "{name} 已损坏，无法读取（{detail}）。",
            "en": "{name} is damaged and cannot be read ({detail}).",
        },
        "file-macros": {
            "zh": "{name} 含有宏；请另存为不含宏的 .docx 后重新提交。",
            "en": "{name} holds macros; save it as .docx without macros and submit it again.",
        },
        "file-doctype": {
            "zh": "{name} 的部件 {part} 含有 DOCTYPE 声明，不予读取。",
            "en": "Part {part} of {name} holds a DOCTYPE declaration and is refused.",
        },
        "file-unsafe-archive": {
            "zh": "{name} 的压缩结构不安全（{detail}），不予读取。",
            "en": "The archive structure of {name} is unsafe ({detail}) and is refused.",
        },
        "file-web-archive": {
            "zh": "{name} 是网页存档（MHT）；请在 Word 中另存为 .docx 后重新提交。",
            "en": "{name} is a web archive (MHT); save it as .docx in Word and submit it again.",
        },
        "file-legacy": {
            "zh": "{name} 是旧格式（{found}）；请另存为 .docx，或在服务器安装 LibreOffice。",
            "en": "{name} is in an old format ({found}); save it as .docx, or install LibreOffice on the server.",
        },
        "file-conversion": {
            "zh": "{name} 无法由 {found} 格式转换；请另存为 .docx 后重新提交。",
            "en": "{name} could not be converted from {found}; save it as .docx and submit it again.",
        },
        "file-no-text": {
            "zh": "{name} 中没有可读取的文字。",
            "en": "There is no text to read in {name}.",
        },
        "pdf-no-text": {
            "zh": "{name} 没有文字层（可能是扫描件）；请提交文本型 PDF，或安装可选组件 tripact[ocr]。",
            "en": "{name} has no text in it (a scan?); submit a PDF with text, or install the optional extra tripact[ocr].",
        },
        "pdf-unrecognised": {
            "zh": "{name} 的页面是图片，其中识别不出文字；请提交更清晰的扫描件，或文本型 PDF。",
            "en": "The pages of {name} are pictures in which no text was recognised; submit a clearer scan, or a PDF with text.",
        },
        "reading-timeout": {
            "zh": "读取 {name} 超时（{seconds} 秒），已中止。",
            "en": "Reading {name} took too long ({seconds} s) and was stopped.",
        },
        "reading-stopped": {
            "zh": "读取 {name} 时超出内存或时间上限，已中止。",
            "en": "Reading {name} passed the limit of memory or time and was stopped.",
        },
        "reading-failed": {
            "zh": "{name} 无法读取：文件结构不正常（{detail}）。",
            "en": "{name} cannot be read: its structure is not sound ({detail}).",
        },
    }
)
