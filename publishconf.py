"""What differs when the site is published: nothing that is still to come is written."""

from pelicanconf import *

DRAFT_SAVE_AS = DRAFT_PAGE_SAVE_AS = ""
PRECOMPRESS = True  # a smaller .br, .gz and .zst beside each text; False for a host that has no use
