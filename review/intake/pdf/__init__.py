"""PDF files with text, through pypdfium2."""
