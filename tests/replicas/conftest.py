"""The object store on loopback that the lake's tests use."""

from tests.lake.conftest import bucket, s3_endpoint

__all__ = ["bucket", "s3_endpoint"]
