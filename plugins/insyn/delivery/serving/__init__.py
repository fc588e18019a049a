"""How a web server sends the site: types, headers, caching, compression."""
