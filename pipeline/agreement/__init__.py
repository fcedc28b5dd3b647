"""The language editions of one document against each other: they say the same, or should."""
