"""The generated pages of docs/: data dictionary, settings, SQL cookbook. `make docs` writes them."""
