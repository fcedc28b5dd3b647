"""How fast the pipeline is, beside the libraries that it could be compared with.

Each module is one benchmark, with a function `main` that takes its arguments and prints what it
measured; those whose names begin with `_` are for the others' use.
"""
