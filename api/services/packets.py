def latest(*a): return None
def release(*a): return None
