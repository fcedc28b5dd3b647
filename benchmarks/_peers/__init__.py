"""Scripts that `figures` compares with, each run by `uv` in an environment of its own."""
