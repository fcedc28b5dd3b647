"""Read printed tables as data: find them on the page, identify headers, rows and cells."""
