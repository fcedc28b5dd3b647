"""What a figure is about: whose, of when, of what, for what.

What the figure's own phrase says is taken, else what its clause or sentence says; where neither
does, the field stays empty, since an empty cell is better than a wrong one. The rules are one for
all languages and stand here; the words they look for are each language's `context.py`, and names
come from the gazetteer and from the document, which introduces its own short forms in brackets.
"""
