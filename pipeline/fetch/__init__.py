"""Official documents of the United Nations, fetched by their symbols into a raw folder.

Nothing here knows of Dagster. `fetching` is what a notebook needs, `commands` is the command line.

What is taken for granted of the services, as their addresses and answers are publicly described:

- `https://documents.un.org/api/symbol/access?s=SYMBOL&l=LANG&t=pdf` answers with the PDF of one
  language edition, or with redirections that lead to it; LANG is ISO 639-1 (ar, zh, en, fr, ru,
  es), a symbol is written without blanks and its slashes are escaped. For a symbol that is not
  published, or not in that language, it answers 404, or 200 with nothing in it. The file type
  that it names is not relied on, and neither is an ETag or a range being served.
- `https://undocs.org/LANG/SYMBOL` redirects to the PDF, or to a page that shows it: a page counts
  as no PDF.
- `https://docs.un.org/LANG/SYMBOL` is the address for people.
- A service that is busy answers 429 or 503 and may say in Retry-After when to ask again.
"""
