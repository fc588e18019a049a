"""What differs when the site is published: nothing that is still to come is written."""

from pelicanconf import *

DRAFT_SAVE_AS = DRAFT_PAGE_SAVE_AS = ""
