"""Reads the United Nations' reports and publishes their figures as open tables.

The folders follow the way of the data: `documents` finds the files, `pages` reads them,
`paragraphs` puts the running text together, `figures` reads the quantities with what a module
of `languages` knows, `tables` declares and writes what is published, `validation` checks it.
`reading` does so for many documents and keeps what is read, `publishing` puts it together.
`orchestration` wires these functions into Dagster; it is the only folder that imports it.
"""
