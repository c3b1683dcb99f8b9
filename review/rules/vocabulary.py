"""Files of macros, the lists of words that patterns name -> what makes patterns with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from review.rules.files import Parsed, read_one
from review.rules.macros import NAME, PARTIES, Lists, faults
from review.rules.patterns import Maker
from review.rules.problems import Problem, Problems
from review.rules.shape import ListOf, MapOf, Text

_LISTS = MapOf(ListOf(Text(), 1))


@lru_cache(maxsize=8)
def maker_of(files: tuple[Parsed, ...]) -> tuple[Maker, tuple[Problem, ...]]:
    """The maker of patterns with the macros of these files; a company's own come last and win.

    A name that two files of one folder define says nothing, no more than one that a list names and nobody defines, or that leads
    back to its list. Files that passed before are read when a pattern is made that was not there.
    """
    problems: list[Problem] = []
    if not any(p.ground.vet for p in files):
        return Maker(lambda: _read(files, {}, problems)), ()
    given: dict[str, Parsed] = {}
    kind = dict if all(p.root for p in files) else _Part
    lists = kind(_sound(kind(_read(files, given, problems)), given, problems))
    return Maker(lambda: lists), tuple(problems)


class _Part(dict[str, tuple[str, ...]]):
    """Lists of files of which one could not be read, which is told: a name that is not there may stand in it and is a word."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> tuple[str, ...]:
        return (name,)


def _read(files: Iterable[Parsed], given: dict[str, Parsed], problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """The lists of all files; ``given`` gets the file of each."""
    lists: dict[str, tuple[str, ...]] = {}
    for p in (p for p in files if p.root):
        read = read_one(_LISTS, p, problems)
        problems += [_twice(p, name, given[name]) for name in read if name in given and given[name].folder == p.folder]
        given |= dict.fromkeys(read, p)
        lists |= read
    return lists


def _twice(p: Parsed, name: str, before: Parsed) -> Problem:
    assert p.root is not None
    line, column = p.root.value[name].at
    return Problem(p.path, line, column, f"the macro {name} is defined in {before.path}", name)


def _sound(lists: Lists, given: Mapping[str, Parsed], problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """The lists with every fault told, and read as if the macro at fault were a word."""
    wrong = {(name, word) for name, word, _ in _told(lists, given, problems)}
    return {
        name: tuple(NAME.sub(r"\1", word) if (name, word) in wrong else word for word in words) for name, words in lists.items()
    }


def _told(lists: Lists, given: Mapping[str, Parsed], problems: list[Problem]) -> Iterator[tuple[str, str, str]]:
    allowed = (*PARTIES, *lists)
    for name, word, used in faults(lists):
        p, seen = given[name], Problems(given[name].path)
        assert p.root is not None
        at = next(item.at for item in p.root.value[name].value if str(item.value).strip() == word)
        if used in lists:
            seen.add(at, "a word list may not lead back to itself", used)
        else:
            seen.add(at, "unknown word list", used, allowed)
        problems += seen.items
        yield name, word, used
