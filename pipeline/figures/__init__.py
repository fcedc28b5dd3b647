"""Figures read from a paragraph's text, without a word of any language: see `languages`."""
