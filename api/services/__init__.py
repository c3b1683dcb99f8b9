"""What can be asked of Tripact, as plain functions that REST, web pages and the command line call alike.

Each takes the ``Context`` (where things are, what time it is) and the ``Principal`` (who asks) first. Whether it may be
done is answered by ``review.workflow`` and the principal's scopes; every refusal is written to the audit log.
"""
