"""The draft back in Word from a running instance, with what people decided in it."""

from __future__ import annotations

import io
import time
from pathlib import Path

from docx import Document as open_word

from api.cli import main
from api.rest.examples import DEAL
from api.settings import Settings
from tests.api.world import PEOPLE, World, world
from tests.redline.cases import settled, text_of

_LINES = (
    "供货合同",
    "第一条 乙方应于预付款到账后90日内将货物交付至甲方指定地点。",
    "第二条 乙方应提供自验收合格之日起24个月的质保。",
)
_WORDING = "第一条 乙方应于预付款到账后120日内将货物交付至甲方指定地点。"


def _draft() -> bytes:
    word, out = open_word(), io.BytesIO()
    for line in _LINES:
        word.add_paragraph(line)
    word.save(out)
    return out.getvalue()


def _packet(w: World, path: str) -> bytes:
    for _ in range(600):
        answer = w.get("fay", f"{path}/packet?language=zh")
        if answer.status_code == 200:
            return bytes(answer.content)
        assert answer.status_code == 202, answer.text
        time.sleep(0.1)
    raise AssertionError("the packet is still being made")


def test_wording_of_a_rejection_reaches_word(settings: Settings, plain_rules: object, tmp_path: Path) -> None:
    """As a tracked change: accepted it is the text, rejected the draft reads as before; the same from the packet."""
    draft = _draft()
    with world(settings) as w:
        assert w.put_deal("ann", DEAL).status_code == 201
        review = w.checked(w.upload("ann", "OPP-2031", "draft.docx", draft).headers["location"])
        path = f"/v1/reviews/{review['id']}"
        line = next(one for one in review["lines"] if "90日" in one["quote"])
        who = {role.value: name for name, (role, _) in PEOPLE.items()}[line["owner"]]
        said = {"commitment": line["id"], "fingerprint": line["fingerprint"], "choice": "reject"}
        wording = _WORDING if line["quote"].startswith("第一条") else _WORDING.removeprefix("第一条 ")
        answer = w.post(who, f"{path}/decisions", {**said, "reason": "not before June", "wording": wording})
        assert answer.status_code == 201, answer.text
        answer = w.get("fay", f"{path}/redline")
        assert answer.status_code == 200 and "draft-r1-redline.docx" in answer.headers["content-disposition"]
        packet = _packet(w, path)
        plain = w.checked(w.upload("ann", "OPP-2031", "draft.txt", "\n".join(_LINES).encode()).headers["location"])
        refused = w.get("fay", f"/v1/reviews/{plain['id']}/redline")
        assert (refused.status_code, refused.json()["code"]) == (422, "redline-not-word")
    for name, data in (("draft.docx", draft), ("packet.pdf", packet)):
        (tmp_path / name).write_bytes(data)
    out = tmp_path / "out.docx"
    assert main(["redline", str(tmp_path / "draft.docx"), "--packet", str(tmp_path / "packet.pdf"), "--out", str(out)]) in (0, 1)
    for data in (answer.content, out.read_bytes()):
        assert "120日" in text_of(settled(data, accept=True)) and "90日" not in text_of(settled(data, accept=True))
        assert text_of(settled(data, accept=False)) == text_of(draft)
    assert main(["redline", str(tmp_path / "draft.docx"), "--packet", str(out), "--out", str(tmp_path / "no.docx")]) == 2
