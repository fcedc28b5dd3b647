"""Read figures from text in any language. The mechanism is here, words in `pipeline.languages`.

The engine finds numbers (`candidates`, `spelled`), skips those that are not figures (`exclusions`),
decides what each measures (`money`, `counts`), combines it with its neighbours (`grammar`,
`ranges`), and adds its sign and qualifier (`signs`, `qualifiers`).
"""
