"""The pages: what a person in the triangle sees and does. Every right is decided below, in services and workflow."""
