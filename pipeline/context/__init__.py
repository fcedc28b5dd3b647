"""The context of a figure: whose it is, of when, a share of what, for what.

What the sentence says is taken, else what the paragraph says of all its figures; where neither
says, the field stays empty. Words come from a language's module, names from the gazetteer and
from the document, which introduces its own short forms in brackets.
"""
