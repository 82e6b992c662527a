"""The package as others get it: it builds, is fit to upload, and runs the main job outside its checkout."""

import os
import site
import subprocess
import sys
import venv
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "data" / "sample" / "01-iraq-drawdown.txt"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The source distribution, and the wheel that is built from it, by their suffix."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    return {path.suffix: path for path in folder.iterdir()}


def run(*command: str, cwd: Path = ROOT) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=kept, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_both_distributions_are_fit_to_upload(built: dict[str, Path]) -> None:
    """`twine check` takes their metadata and the README."""
    assert set(built) == {".whl", ".gz"}
    assert (
        run(sys.executable, "-m", "twine", "check", "--strict", *map(str, built.values())).count("PASSED")
        == 2
    )


@pytest.mark.slow
def test_the_wheel_runs_the_main_job_in_an_environment_of_its_own(
    built: dict[str, Path], tmp_path: Path
) -> None:
    """Installed from the wheel, in another folder, the SQL, the flows, the lexicons and the reader are there,
    and no module of that folder is run.

    The dependencies are those of this environment, so that nothing is downloaded.
    """
    place = tmp_path / "venv"
    venv.create(place, symlinks=True)
    python = place / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "install", "-q")
    run(*pip, "--no-deps", "--no-index", str(built[".whl"]))
    libraries = next(place.glob("lib/python*/site-packages"))
    (libraries / "dependencies.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    where = run(str(python), "-c", "import newsetl; print(newsetl.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(libraries)
    for module in ("glob", "uvicorn", "json"):
        (tmp_path / f"{module}.py").write_text(
            "raise SystemExit('a file of the folder was run')", encoding="utf-8"
        )
    told = run(str(place / "bin" / "newsetl"), "run", str(ARTICLE), "--workers", "1", cwd=tmp_path)
    assert "read 1 · published 1 · duplicate 0 · quarantined 0" in told
    with duckdb.connect(str(tmp_path / "data" / "news.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) > 0 FROM force_level_reports").fetchone() == (True,)
    assert (tmp_path / "data" / "reports" / "index.html").is_file()
