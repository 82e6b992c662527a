"""An S3 service on loopback: a real HTTP endpoint that forgets everything with the process."""

import socket
from collections.abc import Iterator

import pytest
from pyarrow import fs


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    server = pytest.importorskip("moto.server", reason="moto is not installed: pip install 'newsetl[dev]'")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    service = server.ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    service.start()
    yield f"http://127.0.0.1:{port}"
    service.stop()


@pytest.fixture
def bucket(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The address of an empty bucket, with the environment that opens it."""
    for name, value in (
        ("ACCESS_KEY_ID", "key"),
        ("SECRET_ACCESS_KEY", "secret"),
        ("ENDPOINT_URL", s3_endpoint),
    ):
        monkeypatch.setenv(f"AWS_{name}", value)
    name = f"news-{abs(hash(request.node.name))}"
    fs.S3FileSystem(
        access_key="key", secret_key="secret", endpoint_override=s3_endpoint.removeprefix("http://"),
        scheme="http", region="us-east-1", allow_bucket_creation=True,
    ).create_dir(name)  # fmt: skip
    return f"s3://{name}/archive"
