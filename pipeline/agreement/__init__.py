"""Compare the language editions of a document, which should agree."""
