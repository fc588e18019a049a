"""The site's settings, for the preview and, with publishconf.py's changes, for publishing."""

AUTHOR = "Kommunchefen"
SITENAME = "Kommunchefens blogg"
SITESUBTITLE = "Varje vecka om ekonomin, kvaliteten och medarbetarna i Tallvika kommun"
ORGANISATION = "Tallvika kommun"
SITEURL = "https://blogg.tallvika.example"
SITEROOT = SITEURL  # stays whole where Pelican makes SITEURL relative to the page
SITEPATH = ""  # the part of SITEURL after the host, for the 404 page
CONTACT = "kommunchefen@tallvika.example"
COMMENTS = "/isso"  # where Isso answers, beside the site; "" for comments by mail alone
COLOUR = "#0b4f71"  # of links, the stripe at the top, cards and icon; lighter in dark by itself
LOGO = "bilder/tallvika.svg"  # below content/; "" for none
SECURITY_CONTACT = "it-sakerhet@tallvika.example"  # for /.well-known/security.txt
SECURITY_EXPIRES = "2014-04-30"  # at most a year ahead
# The sample municipality lives in 2013. Take the line away and the clock tells what is published.
NOW = "2013-05-17T16:00"

PATH = "content"
ARTICLE_PATHS = ["inlagg"]
PAGE_PATHS = ["sidor", "utmaningar"]
STATIC_PATHS: list[str] = []  # a picture is published when a page shows it
THEME = "theme"
THEME_STATIC_PATHS: list[str] = []  # insyn.site.assets writes what pages fetch of the theme
CACHE_PATH = ".cache"  # drawings, kept by what they depend on
PLUGIN_PATHS = ["plugins"]
PLUGINS = [
    "insyn.site.recording",
    "insyn.site.writing",
    "insyn.site.assets",
    "insyn.site.filling",
    "insyn.site.posts",
    "insyn.site.waiting",
    "insyn.site.pictures",
    "insyn.site.figures",
    "insyn.site.embeds",
    "insyn.site.cards",
    "insyn.site.datasets",
    "insyn.site.challenges",
    "insyn.site.comments",
    "insyn.site.commitments",
    "insyn.site.process",
    "insyn.site.archive",
    "insyn.site.glossary",
    "insyn.site.languages",
    "insyn.site.feeds",
    "insyn.site.statements",
    "insyn.site.neighbours",
    "insyn.site.dates",
    "insyn.site.printing",
    "insyn.site.policies",
    "insyn.site.redirects",
    "insyn.site.edition",
]
READERS = {"html": None, "rst": None}
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}

TIMEZONE = "Europe/Stockholm"
DEFAULT_LANG = "sv"
FILENAME_METADATA = ""  # the head says what a file is
WITH_FUTURE_DATES = True  # insyn.site.posts knows what is still to come
USE_FOLDER_AS_CATEGORY = False
DEFAULT_PAGINATION = False
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None  # two posts of one name are not translations
RELATIVE_URLS = True

ARTICLE_URL = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_URL + "index.html"
DRAFT_URL = "utkast/{date:%Y-%m-%d}-{slug}/"
DRAFT_SAVE_AS = DRAFT_URL + "index.html"
DRAFT_PAGE_URL = "utkast/{slug}/"
DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_URL + "index.html"
TAG_URL = "amnen/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
TAGS_SAVE_AS = "amnen/index.html"
ARCHIVES_SAVE_AS = "arkiv/index.html"
SEARCH_SAVE_AS = "sok/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"
AUTHOR_URL = "forfattare/{slug}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"
AUTHORS_SAVE_AS = "forfattare/index.html"
CATEGORY_SAVE_AS = CATEGORIES_SAVE_AS = ""
DIRECT_TEMPLATES = [
    *("index", "archives", "tags", "authors", "404", "search"),
    *("sitemap", "robots"),
]
TEMPLATE_EXTENSIONS = [".html", ".xml", ".txt"]

FEED_ALL_ATOM = "flode.atom"  # insyn.site.feeds writes it
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
