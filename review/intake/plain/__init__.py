"""Plain text files: encoding, wrapped lines, running matter."""
