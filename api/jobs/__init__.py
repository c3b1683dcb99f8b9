"""Work that outlives a request and a crash: DBOS workflows in the same database as everything else."""
