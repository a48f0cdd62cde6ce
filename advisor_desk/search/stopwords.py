"""Words of questions that tell nothing of what is asked about."""

from __future__ import annotations

from typing import Final

_FINNISH: Final = """
ja tai eli vai seka mutta kun kuin jos niin etta koska jotta ettei eika enka vaikka myos viela jo
nyt sitten siis vain ihan aika oikein juuri taas kyllä joku jokin mikaan kukaan kaikki mina ma mun
minun minulla minulle minua mulla mulle mua minusta multa minulta sina sa sun sinun sinulla
sinulle sinua sulla sulle sua han hanen hanelle hanella hanta me meidan meilla meille meita
teidan teilla teille teita he heidan heille heilla heita se sen sita siita siina siihen sille ne
niiden niita tama taman tata tasta tassa tahan nama tuo tuon mika mita minka mihin missa mista
millainen milla mille miksi miten kuinka kuka kenen kenelle kenelta keneen kelle ketka milloin
kauanko montako paljonko minne mistako onko olla on ole olen olet olemme olette ovat oli olin
olivat ollut olisi eivat ei en et emme ette voi voin voit voiko voinko voitko voisi voisin voida
voidaan voivat saa saan saat saako saanko saatko saada saadaan saavat saisi saisin saisinko pitaa
pitaako pitaisi taytyy taytyyko haluan haluaa haluaisin haluaako tarvitsen tarvitsee tarvitsenko
tarvita kuuluu kuuluuko kay kayko tehda teen teenko onnistuu asia asian asiaa asiat moi hei kiitos
"""

_SWEDISH: Final = """
och eller men som att om nar hur var vart vad vem vilken vilket vilka varfor jag mig min mitt mina
du dig din ditt dina han hon honom henne sin sitt sina vi oss vara ni er ert era de dem deras den
det denna detta dessa en ett ar varit blir bli blev har ha hade kan kunna kunde far fa fick ska
skall skulle maste vill ville behover behova finns finnas i pa av till for fran med utan vid hos
under over efter inte ej bara ocksa sa dar nu redan hej tack gor gora galler
"""

_ENGLISH: Final = """
a an the and or but if of to in on at for from with without by as about into my mine me i im ive
you your yours he him his she her hers it its we us our they them their this that these those
there here is am are was were be been being do does did doing done have has had having can could
will would shall should may might must need needs want wants like what where when who whom which
why how much many long often please hello hi thanks not no dont doesnt didnt cant wont isnt arent
so too very just also some any get gets got because than then now
"""

STOP_WORDS: Final = frozenset(f"{_FINNISH} {_SWEDISH} {_ENGLISH}".replace("ä", "a").split())
"""Folded. Those of the three languages together: a question does not say which one it is in."""
