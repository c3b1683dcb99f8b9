"""One builder per group of sections: packet input -> frozen view that its template prints. No markup, no layout."""
