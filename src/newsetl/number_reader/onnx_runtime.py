"""ONNX Runtime, which is told not to report to its maker.

From 1.29 on its builds for Linux and macOS send Microsoft a line about each model that is loaded. For that they start a
thread and open a database in the user's cache as soon as they are imported, neither of which survives a fork.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # heeded when it is imported, and never later

import onnxruntime

__all__ = ["onnxruntime"]
