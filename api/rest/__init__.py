"""The API for CRMs and other programs, ``/v1``. Routes translate between HTTP and ``api.services``; they decide nothing."""
