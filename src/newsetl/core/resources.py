"""Where sql/ and flows/ lie: inside the installed package, or beside src/ in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def folder(name: str) -> Path:
    """The project's folder `sql` or `flows`, wherever newsetl was installed from.

    Raises:
        FileNotFoundError: the installation is broken.
    """
    for path in (PACKAGE / f"_{name}", PACKAGE.parent.parent / name):
        if path.is_dir():
            return path
    raise FileNotFoundError(f"this installation of newsetl lacks its {name} folder")
