"""Measures the speed of the pipeline, next to comparable libraries.

Each module is one benchmark, with a function `main` that takes its arguments and prints what it
measured; those whose names begin with `_` are for the others' use.
"""
