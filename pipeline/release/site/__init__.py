"""The static page of a release: browse all figures, without a server or another host.

`build_page` writes `index.html` and the folder `page/` into a release's folder. A release does it
in steps: its rows are written beside its pictures, and the list of the release's other files last.
Python writes data and pictures; the scripts in `static/` show them, and need no build step.
"""

from pipeline.release.site.about import About, DownloadLink
from pipeline.release.site.build import (
    Begun,
    begin_page,
    build_page,
    finish_page,
    write_page_rows,
)

__all__ = [
    "About",
    "Begun",
    "DownloadLink",
    "begin_page",
    "build_page",
    "finish_page",
    "write_page_rows",
]
