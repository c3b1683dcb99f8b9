"""Word files: zip + lxml, own numbering. Media is never loaded."""
