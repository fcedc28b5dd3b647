"""Which documents there are: files in `raw/`, their register, symbol and language."""
