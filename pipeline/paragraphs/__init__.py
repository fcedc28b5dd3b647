"""Running text put together again: numbered paragraphs, headings, footnotes, no page furniture."""
