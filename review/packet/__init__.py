"""The sign-off packet: a review and what people decided -> one PDF/A-3 that carries its own proof."""
