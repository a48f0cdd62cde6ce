"""Turn the word lists of `simplemma` into the tries that the search maps into memory.

Run as `python -m tools.word_data` (a package of the development group is needed) whenever
simplemma has a newer edition; the files it writes belong to the repository. What each record
means: `advisor_desk/search/wordforms.py`. Licences: `resources/search/ATTRIBUTION.md`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from advisor_desk.domain.text import LANGUAGES
from advisor_desk.search import folding

ROOT: Final = Path(__file__).resolve().parent.parent

TARGET: Final = ROOT / "resources" / "search"
LONGEST: Final = 28
"""Letters of the longest form that is kept; longer ones are compounds, which are split."""

SHORTEST: Final = 2


def main() -> int:
    """Write one file a language and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=TARGET, help="folder to write to")
    output: Path = parser.parse_args().output
    # Imported here: only those who renew the data have them.
    import marisa_trie
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    for language in LANGUAGES:
        forms = DefaultDictionaryFactory().get_dictionary(language)
        records = sorted(encoded(bases(forms)))
        path = output / f"{language}.marisa"
        marisa_trie.BytesTrie(records).save(str(path))
        print(f"{path.name}: {len(records):,} records, {path.stat().st_size / 1e6:.1f} MB")
    return 0


def bases(forms: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the folded base forms of each folded form.

    A base form is among its own: a word that is also a form of another (`työ`, which spoken
    Finnish has for `sinä`) keeps its own meaning.
    """
    found: dict[str, set[str]] = {}
    for form, base in forms.items():
        folded, root = folding.squeeze(form), folding.squeeze(base)
        # A point is the mark of an abbreviation: `upp.` is no form of `Uppenbarelseboken`.
        if is_kept(folded) and is_kept(root) and "." not in form and is_one_word(form, base):
            found.setdefault(folded, set()).add(root)
            found.setdefault(root, set()).add(root)
    return found


def is_one_word(*texts: str) -> bool:
    """Tell whether each text is a single word."""
    return all(len(folding.words(text)) == 1 for text in texts)


def is_kept(word: str) -> bool:
    """Tell whether a folded word is worth its room: letters of our languages, not too many."""
    return word.isascii() and word.isalpha() and SHORTEST <= len(word) <= LONGEST


def encoded(found: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, bytes]]:
    """Give the records: a form, and how many of its last letters to replace by which."""
    for form, roots in found.items():
        for root in roots:
            pairs = enumerate(zip(form, root, strict=False))
            shorter = min(len(form), len(root))
            shared = next((place for place, (a, b) in pairs if a != b), shorter)
            yield form, bytes([len(form) - shared]) + root[shared:].encode("ascii")


if __name__ == "__main__":
    sys.exit(main())
