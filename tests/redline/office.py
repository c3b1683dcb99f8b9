"""LibreOffice as somebody who opens a redline: it accepts or rejects every change by itself, and prints."""

from __future__ import annotations

import subprocess
from pathlib import Path

_LIBRARY = "user/basic/Standard"
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Sub Settle
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    Dim kept(1) As New com.sun.star.beans.PropertyValue
    On Error GoTo Failed
    hidden(0).Name = &quot;Hidden&quot; : hidden(0).Value = True
    kept(0).Name = &quot;FilterName&quot; : kept(0).Value = &quot;Text (encoded)&quot;
    kept(1).Name = &quot;FilterOptions&quot; : kept(1).Value = &quot;UTF8,LF&quot;
    helper = createUnoService(&quot;com.sun.star.frame.DispatchHelper&quot;)
    jobs = FreeFile
    Open &quot;JOBS&quot; For Input As #jobs
    While Not EOF(jobs)
        Line Input #jobs, job
        part = Split(job, &quot;;&quot;)
        doc = StarDesktop.loadComponentFromURL(part(0), &quot;_blank&quot;, 0, hidden())
        all = &quot;.uno:&quot; &amp; part(1) &amp; &quot;AllTrackedChanges&quot;
        helper.executeDispatch(doc.CurrentController.Frame, all, &quot;&quot;, 0, Array())
        doc.storeToURL(part(2), kept())
        doc.close(True)
    Wend
    Close #jobs
    StarDesktop.terminate()
    Exit Sub
Failed:
    told = FreeFile
    Open &quot;JOBS.failed&quot; For Output As #told
    Print #told, job &amp; &quot;: &quot; &amp; Error$
    Close #told
    StarDesktop.terminate()
End Sub
</script:module>
"""
_INDEX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Changes"/></library:library>
"""


class Office:
    """One profile, with the macro in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._run("--terminate_after_init")  # makes the profile, in which the macro then takes the place of an empty one
        self._module = folder / "profile" / _LIBRARY / "Changes.xba"
        (self._module.parent / "script.xlb").write_text(_INDEX)

    def settled(self, files: list[tuple[Path, str]]) -> list[str]:
        """Text of each file after ``Accept`` or ``Reject`` of all changes. Raises AssertionError with what LibreOffice says."""
        outs = [self.folder / f"settled-{i}.txt" for i in range(len(files))]
        jobs = self.folder / "jobs.txt"
        jobs.write_text("\n".join(f"{p.as_uri()};{v};{out.as_uri()}" for (p, v), out in zip(files, outs, strict=True)) + "\n")
        self._module.write_text(_MODULE.replace("JOBS", str(jobs)))
        self._run("macro:///Standard.Changes.Settle")
        failed = jobs.with_name(f"{jobs.name}.failed")
        assert not failed.exists(), failed.read_text(encoding="utf-8")
        texts = [out.read_text(encoding="utf-8") for out in outs]
        for out in outs:
            out.unlink()
        return texts

    def converted(self, path: Path, kind: str) -> Path:
        """The file in another form."""
        self._run("--convert-to", kind, "--outdir", str(self.folder / kind), str(path))
        return self.folder / kind / path.with_suffix(f".{kind}").name

    def _run(self, *arguments: str) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        subprocess.run(["soffice", "--headless", profile, *arguments], check=True, capture_output=True, timeout=900)
