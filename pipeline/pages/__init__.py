"""Pages of a document: lines of words with position, size and font, from PDF or text."""
