"""Organizations by their names in six languages; README.md says where they come from."""

from pathlib import Path

GAZETTEER = Path(__file__).with_name("organizations.csv")
