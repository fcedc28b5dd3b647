"""Pages of a document: lines of words with their place, size and face, from PDF or text."""
