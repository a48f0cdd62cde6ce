"""A whole shipped set with one record of each kind, written down to be spoiled."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FILES: Final = {
    "codes/codes.csv": """\
list,code,parent,order,quick,label_en,label_fi,label_sv,basis,maps_to
unanswered,declined,,10,0,Declined,Ei halua,Vill inte,proposal,
topic,housing,,10,1,Housing,Asuminen,Boende,proposal,
topic,rent,housing,20,0,Rent,Vuokra,Hyra,proposal,
reason,work,,10,1,Work,Työ,Arbete,proposal,
employment,employed,,10,1,Employed,Työssä,Anställd,proposal,
language,fi,,10,1,Finnish,suomi,finska,official,
language,other,,20,0,Other,muu,annat,official,
""",
    "codes/municipalities.csv": """\
code,name_fi,name_sv,official_languages,region_code,region_fi,region_sv
049,Espoo,Esbo,fi sv,01,Uusimaa,Nyland
""",
    "codes/languages.csv": """\
tag,name_fi,name_sv,name_en,native,script,direction,speakers
fi,suomi,finska,Finnish,suomi,Latn,ltr,
ckb,sorani,sorani,Sorani,سۆرانی,Arab,rtl,15000
""",
    "directory/espoo.yaml": """\
- id: help-desk
  kind: advice-point
  name: {fi: Apu, sv: Hjälp, en: Help}
  description: {fi: Neuvoo, sv: Ger råd, en: Advises}
  municipalities: [Esbo]
  topics: [housing]
  languages: [fi, ckb]
  phones:
    - number: 09 123 456
      dial: '+3589123456'
      languages: [fi]
  emails: [help@example.fi]
  website: https://example.fi/help
  address: {postal_code: '02770', city: Espoo}
  hours: Mo-Fr 09:00-16:00
  confidence: high
  last_verified: '2026-01-01'
  sources:
    - title: Its own page
- id: old-desk
  kind: other
  name: {fi: Vanha}
  description: {fi: Entinen, sv: Tidigare, en: Former}
  nationwide: true
  topics: [rent]
  confidence: low
  status: closed
  sources:
    - title: A list
""",
    "guidance/sources.yaml": """\
- id: act
  title: An act
  url: https://finlex.fi/act
""",
    "guidance/cards/rent.yaml": """\
id: rent
position: 1
title: {fi: Vuokra, sv: Hyra, en: Rent}
question: {fi: Miten?, sv: Hur?, en: How?}
short_answer: {fi: Näin, sv: Så, en: So}
topics: [rent]
reasons: [work]
employment: [employed]
facts:
  - text: {fi: Tosi, sv: Sant, en: A truth}
    confidence: high
    sources: [act]
refer_to:
  - label: {en: The desk}
    services: [help-desk]
pending_changes:
  - text: {fi: Pian, sv: Snart, en: Soon}
    sources: [act]
related: [rent]
confidence: high
checked_on: '2026-01-01'
next_review: '2027-01-01'
reviewed: false
""",
    "guidance/paths/worker.yaml": """\
id: worker
position: 1
title: {fi: Työntekijä, sv: Arbetstagare, en: Worker}
for_whom: {fi: Kenelle, sv: För vem, en: For whom}
steps:
  - action: {fi: Vuokraa, sv: Hyr, en: Rent}
    service: {en: The desk}
    card: rent
    typical_wait:
      text: {en: A week}
      confidence: low
    sources: [act]
reviewed: false
""",
    "search/synonyms.yaml": """\
- concept: rent
  canonical: {fi: vuokra}
  topic: rent
  terms:
    - term: kämppä
      language: fi
      kind: colloquial
      confidence: high
""",
}


def write_small_set(folder: Path) -> Path:
    """Write the set into a folder, and return it."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
