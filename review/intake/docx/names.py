"""Names of WordprocessingML (ISO/IEC 29500-1) that the reader knows; strict files are read under the transitional names."""

from __future__ import annotations

from typing import Final

W_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC_NS: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
VML_NS: Final = "urn:schemas-microsoft-com:vml"
A_NS: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
W14_NS: Final = "http://schemas.microsoft.com/office/word/2010/wordml"

W: Final = f"{{{W_NS}}}"
R: Final = f"{{{R_NS}}}"
MC: Final = f"{{{MC_NS}}}"
M: Final = f"{{{M_NS}}}"
A: Final = f"{{{A_NS}}}"
V: Final = f"{{{VML_NS}}}"
W14: Final = f"{{{W14_NS}}}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"

VAL: Final = W + "val"
P: Final = W + "p"
PPR: Final = W + "pPr"
RPR: Final = W + "rPr"
STYLE: Final = W + "pStyle"
SECTION: Final = W + "sectPr"
RUN: Final = W + "r"
TEXT: Final = W + "t"
TBL: Final = W + "tbl"
TXBX: Final = W + "txbxContent"
TEXTPATH: Final = V + "textpath"
"""Lettering drawn as a picture (WordArt, watermarks); its words stand in an attribute."""

#: Strict namespaces (ISO/IEC 29500 strict) and what they are called in transitional files.
STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W_NS.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R_NS.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M_NS.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A_NS.encode(),
}

OFF: Final = frozenset({"0", "false", "off"})
