"""Bytes that last: durable files, the store of original documents, and object stores."""
