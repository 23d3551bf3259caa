"""The models of the book: one file each, written as the paper writes it."""
