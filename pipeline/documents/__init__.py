"""Find documents: files in `raw/`, their register, symbol and language."""
