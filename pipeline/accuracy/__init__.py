"""How right published tables are: measured against annotations that people made by reading."""
