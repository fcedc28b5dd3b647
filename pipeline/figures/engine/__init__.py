"""Reads figures from text, in whatever language: mechanism here, words in `pipeline.languages`.

A number is found (`candidates`, `spelled`), is passed over where it is no figure (`exclusions`),
bears a mark of what it is (`money`, `counts`), is joined with its neighbours (`grammar`, `ranges`),
and is told apart by its sign and by words of exactness (`signs`, `qualifiers`).
"""
