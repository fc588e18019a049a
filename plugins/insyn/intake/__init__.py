"""How figures come into data/: from files and from services, on request and never by a build."""
