"""The pages, a module for each kind of thing: addresses in, templates out."""
