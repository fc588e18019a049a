"""A published site as a package for the municipal archive: WARC records in a WACZ file."""
