"""Reconstruct running text: numbered paragraphs, headings, footnotes, without page furniture."""
