"""A live preview: the site with its drafts, built anew and shown anew whenever a file is saved.

The process that the writer starts watches the files (`watching`), serves the pages (`serving`)
and tells the browsers (`news`). It has a builder (`builder`, held by `hold`): a process that has
everything imported and builds again and again, some 0.7 s less than one that begins from nothing.
`desk` says who does what when.
"""
