"""The engines that take long to start, once per session; those that are not here are skipped by name."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bi import readers

IN_PROCESS = {
    "duckdb": readers.read_duckdb,
    "pandas": readers.read_pandas,
    "polars": readers.read_polars,
    "chdb": readers.read_chdb,
    "datafusion": readers.read_datafusion,
}


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed: pip install 'newsetl[bi]'")
    if shutil.which("java") is None:
        pytest.skip("PySpark needs Java 17: apt-get install openjdk-17-jre-headless")
    builder = sql.SparkSession.builder.master("local[1]").appName("newsetl")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def hyper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    api = pytest.importorskip(
        "tableauhyperapi", reason="tableauhyperapi is not installed: pip install 'newsetl[bi]'"
    )
    logs = str(tmp_path_factory.mktemp("hyper"))
    with (
        api.HyperProcess(
            api.Telemetry.DO_NOT_SEND_USAGE_DATA_TO_TABLEAU, parameters={"log_dir": logs}
        ) as process,
        api.Connection(process.endpoint) as connection,
    ):
        yield connection


@pytest.fixture(scope="session", params=[*IN_PROCESS, "spark", "hyper"])
def engine(request: pytest.FixtureRequest) -> tuple[str, Callable[..., readers.Reading]]:
    """The name of an engine and its way to read a table."""
    name = str(request.param)
    if name == "spark":
        return name, readers.spark_reader(request.getfixturevalue("spark"))
    if name == "hyper":
        return name, readers.hyper_reader(request.getfixturevalue("hyper"))
    return name, IN_PROCESS[name]


@pytest.fixture(scope="session")
def lake(sample_data_dir: Path) -> Path:
    """What BI tools are pointed at."""
    return sample_data_dir / "lake" / "current"
