"""Getting started: the settings as a page and as a file to edit, and the folder that `newsetl init` makes."""

from newsetl.scaffolding.declared_settings import Declared, collect_settings, settings
from newsetl.scaffolding.files import Started, start

__all__ = ["Declared", "Started", "collect_settings", "settings", "start"]
