"""What tests of upgrades share with those of the lake: an S3 service on loopback."""

from tests.lake.conftest import bucket, s3_endpoint

__all__ = ["bucket", "s3_endpoint"]
