"""The facts of a review: frozen values that every room reads and none changes. Standard library only."""
