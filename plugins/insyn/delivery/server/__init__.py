"""One's own server: a repository to push to, whose hooks check, build and release the site."""
