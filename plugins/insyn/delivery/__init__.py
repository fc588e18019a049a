"""How a built site reaches its readers: releases, the server that git pushes to, the archive."""
