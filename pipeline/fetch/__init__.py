"""Fetches official documents of the United Nations by symbol into a raw folder.

Nothing here imports Dagster. Notebooks use `fetching`; `commands` is the command line.

What we assume about the services, from public descriptions of their addresses and responses:

- `https://documents.un.org/api/symbol/access?s=SYMBOL&l=LANG&t=pdf` returns the PDF of one
  language edition, or redirects to it. LANG is an ISO 639-1 code (ar, zh, en, fr, ru, es); the
  symbol has no spaces and its slashes are escaped. For a symbol that is not published, or not in
  that language, the service returns 404, or 200 with an empty body. We do not rely on the file
  type it declares, or on support for ETags or ranges.
- `https://undocs.org/LANG/SYMBOL` redirects to the PDF, or to a web page that shows it. A web page
  does not count as a PDF.
- `https://docs.un.org/LANG/SYMBOL` is the address for people.
- A busy service returns 429 or 503, and may say in Retry-After when to ask again.
"""
