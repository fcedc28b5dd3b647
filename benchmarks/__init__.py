"""Benchmarks: each prints what it measured and asserts nothing."""
