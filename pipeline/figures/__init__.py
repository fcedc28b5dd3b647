"""Read figures from a paragraph's text. Contains no words of any language: see `languages`."""
