"""What one file may cost. Every number is an upper bound; passing one raises TooLarge or ends the child."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds; counts are per file unless the field says otherwise."""

    file_bytes: int = 50 * MIB
    archive_entries: int = 10_000
    part_bytes: int = 64 * MIB
    """Inflated size of one part that is read; parts that hold no text are never inflated."""
    total_bytes: int = 160 * MIB
    ratio: int = 1000
    """Inflated size against packed size of one part above 1 MiB."""
    elements: int = 1_000_000
    """Tags of one XML part."""
    blocks: int = 100_000
    characters: int = 1_000_000
    """What is reviewed in about a minute; a longer text is refused before it is read further."""
    pages: int = 3_000
    relationships: int = 20_000
    cpu_seconds: int = 5
    cpu_seconds_per_mib: int = 1
    """More time for each MiB of the file: a large honest file is not a bomb."""
    wall_seconds: float = 90.0
    memory_bytes: int = 512 * MIB
    open_files: int = 32
    conversion_seconds: float = 45.0
    """For LibreOffice, of wall clock and of CPU time each."""
    recognise: bool = False
    """Whether pages that are pictures are read by character recognition (the optional extra ``ocr``)."""
    recognised_pages: int = 60
    recognition_seconds: float = 60.0
    """For one page, of CPU time and of wall clock each; the models take the time of one page more."""
    recognition_memory_bytes: int = 4096 * MIB
    result_bytes: int = 400 * MIB
