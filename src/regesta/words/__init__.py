"""The words that the house itself prints, by language: a TOML catalog each, read from the package alone.

A translator adds a file; nothing here knows what any entry is for.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

FALLBACK = "en"
SLAVIC, FEW = ("cs", "sk"), range(2, 5)  # of whose languages few are told from many


@dataclass(frozen=True, slots=True)
class Words:
    """One catalog: `words["date.about"]`, or `words.date.about` in a template; a missing key is an error."""

    language: str
    _entries: Mapping[str, str] = field(repr=False, hash=False)
    _section: str = ""

    def __getitem__(self, key: str) -> str:
        """The entry of that full name (in a section: of the name within it)."""
        try:
            return self._entries[self._section + key]
        except KeyError:
            raise KeyError(f'no "{self._section}{key}" in the words of "{self.language}"') from None

    def __getattr__(self, name: str) -> "Words | str":
        """An entry, or the section of that name."""
        if name.startswith("_"):  # what pickle and copy ask of a half-made object
            raise AttributeError(name)
        key = self._section + name
        if key in self._entries:
            return self._entries[key]
        if any(one.startswith(f"{key}.") for one in self._entries):
            return Words(self.language, self._entries, f"{key}.")
        raise AttributeError(f'no "{key}" in the words of "{self.language}"')

    def __contains__(self, key: str) -> bool:
        """Whether there is an entry of that name."""
        return self._section + key in self._entries

    def __iter__(self) -> Iterator[str]:
        """The names of the entries, in the order of the file."""
        return (key.removeprefix(self._section) for key in self._entries if key.startswith(self._section))

    def say(self, key: str, /, **values: object) -> str:
        """An entry with its `{names}` filled in."""
        return self[key].format(**values)

    def count(self, key: str, number: int, /, **values: object) -> str:
        """An entry in the form that its number wants: `key-2`, else `key-few`, else `key`.

        The values are filled in, among them, unless another is given, `number` itself.
        """
        forms = (f"{key}-{number}", f"{key}-{plural(self.language, number)}", key)
        return self.say(next(one for one in forms if one in self), **({"number": number} | values))


def plural(language: str, number: int) -> str:
    """The form that a number wants: `one`, `few` or `other`, as CLDR names them."""
    if number == 1:
        return "one"
    return "few" if language in SLAVIC and number in FEW else "other"


def catalog(language: str) -> Words:
    """The words of a language (`en-GB` has those of `en`); English where nobody has translated them."""
    name = language.split("-", maxsplit=1)[0].lower()
    return _load(name if name in _languages() else FALLBACK)


@cache
def _languages() -> frozenset[str]:
    names = (file.name for file in files(__name__).iterdir())
    return frozenset(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


@cache
def _load(name: str) -> Words:
    english = {} if name == FALLBACK else _load(FALLBACK)._entries  # for what is not translated yet
    return Words(name, {**english, **entries(name)})


def entries(name: str) -> dict[str, str]:
    """What the catalog of a language has of its own."""
    text = files(__name__).joinpath(f"{name}.toml").read_text("utf-8")
    return dict(_flat(tomllib.loads(text), ""))


def _flat(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
