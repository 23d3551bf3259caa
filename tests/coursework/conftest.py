"""Trial submissions are data for the tests: cells of a notebook, which cannot be imported."""

collect_ignore = ["answers"]
