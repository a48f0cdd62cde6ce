"""Suomi.fi PTV, the Finnish Service Catalogue: versions 11 and 12 behind one adapter."""

from advisor_desk.exchange.ptv.source import reader

__all__ = ["reader"]
