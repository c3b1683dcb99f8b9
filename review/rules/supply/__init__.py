"""What delivery has against what is promised, one file for each thing it has."""
