"""Names and the places that have them; read-only once built."""

from newsetl.gazetteer.cache import cache_folder, load_gazetteer
from newsetl.gazetteer.gazetteer import Candidates, Gazetteer
from newsetl.gazetteer.places import Place

__all__ = ["Candidates", "Gazetteer", "Place", "cache_folder", "load_gazetteer"]
