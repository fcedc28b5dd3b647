"""The static page of a release: browse all figures, without a server or another host.

`build_page` writes `index.html` and the folder `page/` into a release's folder. Python writes data
and pictures; the scripts in `static/` show them, and need no build step.
"""

from pipeline.release.site.about import About, DownloadLink
from pipeline.release.site.build import build_page

__all__ = ["About", "DownloadLink", "build_page"]
