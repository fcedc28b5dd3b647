"""Find out what a figure is about: whose it is, for when, of what, and for what purpose.

What the figure's own phrase says comes first, then what its clause or sentence says. If neither
says anything, the field stays empty, since an empty cell is better than a wrong one. The rules are
the same for all languages and are in this package. The words they look for are in each language's
`context.py`. Names come from the gazetteer and from the document, which introduces its own short
forms in brackets.
"""
