"""How many inflected Finnish words get the base form they have: Snowball, simplemma and ours.

Run as `python -m benchmarks.wordforms`. The words are the key words of an advice desk, inflected
here by their stems; half of them are compounds, some of which are in no list.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import Final

from advisor_desk.search.folding import fold
from advisor_desk.search.wordforms import shipped_forms

# Base form, strong stem, weak stem, partitive, illative, plural stem (strong), plural stem (weak),
# plural genitive, plural partitive.
_WORDS: Final = """
lupa lupa luva lupaa lupaan lupi luvi lupien lupia
oleskelulupa oleskelulupa oleskeluluva oleskelulupaa oleskelulupaan oleskelulupi oleskeluluvi \
oleskelulupien oleskelulupia
tuki tuke tue tukea tukeen tuki tui tukien tukia
toimeentulotuki toimeentulotuke toimeentulotue toimeentulotukea toimeentulotukeen toimeentulotuki \
toimeentulotui toimeentulotukien toimeentulotukia
koti koti kodi kotia kotiin koti kodei kotien koteja
päiväkoti päiväkoti päiväkodi päiväkotia päiväkotiin päiväkoti päiväkodei päiväkotien päiväkoteja
turvakoti turvakoti turvakodi turvakotia turvakotiin turvakoti turvakodei turvakotien turvakoteja
työ työ työ työtä työhön töi töi töiden töitä
työpaikka työpaikka työpaika työpaikkaa työpaikkaan työpaikkoi työpaikoi työpaikkojen työpaikkoja
palkka palkka palka palkkaa palkkaan palkkoi palkoi palkkojen palkkoja
asunto asunto asunno asuntoa asuntoon asuntoi asunnoi asuntojen asuntoja
vuokra-asunto vuokra-asunto vuokra-asunno vuokra-asuntoa vuokra-asuntoon vuokra-asuntoi \
vuokra-asunnoi vuokra-asuntojen vuokra-asuntoja
kunta kunta kunna kuntaa kuntaan kunti kunni kuntien kuntia
kotikunta kotikunta kotikunna kotikuntaa kotikuntaan kotikunti kotikunni kotikuntien kotikuntia
kurssi kurssi kurssi kurssia kurssiin kurssei kurssei kurssien kursseja
kielikurssi kielikurssi kielikurssi kielikurssia kielikurssiin kielikurssei kielikurssei \
kielikurssien kielikursseja
neuvonta neuvonta neuvonna neuvontaa neuvontaan neuvonnoi neuvonnoi neuvontojen neuvontoja
velkaneuvonta velkaneuvonta velkaneuvonna velkaneuvontaa velkaneuvontaan velkaneuvonnoi \
velkaneuvonnoi velkaneuvontojen velkaneuvontoja
toimisto toimisto toimisto toimistoa toimistoon toimistoi toimistoi toimistojen toimistoja
verotoimisto verotoimisto verotoimisto verotoimistoa verotoimistoon verotoimistoi verotoimistoi \
verotoimistojen verotoimistoja
kortti kortti korti korttia korttiin korttei kortei korttien kortteja
verokortti verokortti verokorti verokorttia verokorttiin verokorttei verokortei verokorttien \
verokortteja
apu apu avu apua apuun apui avui apujen apuja
oikeusapu oikeusapu oikeusavu oikeusapua oikeusapuun oikeusapui oikeusavui oikeusapujen oikeusapuja
tulkki tulkki tulki tulkkia tulkkiin tulkkei tulkei tulkkien tulkkeja
lääkäri lääkäri lääkäri lääkäriä lääkäriin lääkärei lääkärei lääkärien lääkäreitä
hammaslääkäri hammaslääkäri hammaslääkäri hammaslääkäriä hammaslääkäriin hammaslääkärei \
hammaslääkärei hammaslääkärien hammaslääkäreitä
velka velka vela velkaa velkaan velkoi veloi velkojen velkoja
ihmiskauppa ihmiskauppa ihmiskaupa ihmiskauppaa ihmiskauppaan ihmiskauppoi ihmiskaupoi \
ihmiskauppojen ihmiskauppoja
oleskelulupahakemus oleskelulupahakemukse oleskelulupahakemukse oleskelulupahakemusta \
oleskelulupahakemukseen oleskelulupahakemuksi oleskelulupahakemuksi oleskelulupahakemusten \
oleskelulupahakemuksia
"""

_FRONT: Final = "äöy"
_WEAK: Final = ("n", "ssa", "sta", "lla", "lta", "lle", "ksi", "t")
_WEAK_PLURAL: Final = ("ssa", "sta", "lla", "lta", "lle", "ksi")


def main() -> int:
    """Print a table of the shares, and how long a word takes."""
    forms = list(_forms())
    print(f"{len(forms)} forms of {len({base for base, _ in forms})} words")
    for name, find in (
        ("Snowball", _snowball()),
        ("simplemma", _simplemma()),
        ("ours", _ours()),
        ("ours, typed without dots", _ours(dots=False)),
    ):
        started = time.process_time()
        right = sum(find(form, base) for base, form in forms)
        took = (time.process_time() - started) / len(forms) * 1e6
        print(f"{name:26}{100 * right / len(forms):6.1f} %  {took:7.1f} µs a word")
    return 0


def _forms() -> Iterator[tuple[str, str]]:
    """Give base form and form of every case but the rarest."""
    for line in _WORDS.strip().replace("\\\n", "").splitlines():
        base, strong, weak, partitive, illative, _, plural, genitive, partitives = line.split()
        yield base, base
        yield from ((base, _harmonic(base, weak + ending)) for ending in _WEAK)
        yield base, _harmonic(base, strong + "na")
        yield from ((base, _harmonic(base, plural + ending)) for ending in _WEAK_PLURAL)
        yield from ((base, form) for form in (partitive, illative, genitive, partitives))


def _harmonic(base: str, form: str) -> str:
    """Return a form with the vowels its base form asks for in the ending."""
    last = next((letter for letter in reversed(base) if letter in "aouäöy"), "ä")
    if last not in _FRONT:
        return form
    stem, ending = form[: len(form) - 3], form[-3:]
    return stem + ending.replace("a", "ä")


def _snowball() -> Callable[[str, str], bool]:
    """Tell whether the stem of a form is that of its base form: all that a stemmer promises."""
    import snowballstemmer

    stem = snowballstemmer.stemmer("finnish").stemWord
    return lambda form, base: stem(form.replace("-", "")) == stem(base.replace("-", ""))


def _simplemma() -> Callable[[str, str], bool]:
    from simplemma import lemmatize

    lemmatize("koti", "fi")
    return lambda form, base: lemmatize(form, "fi") == base


def _ours(*, dots: bool = True) -> Callable[[str, str], bool]:
    lists = shipped_forms()

    def found(form: str, base: str) -> bool:
        plain = fold(form) if dots else form.replace("ä", "a").replace("ö", "o")
        return fold(base).replace("-", "") in lists.bases(plain.replace("-", ""), "fi")

    return found


if __name__ == "__main__":
    sys.exit(main())
