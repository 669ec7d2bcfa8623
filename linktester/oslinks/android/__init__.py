"""How Android finds out who opens a link: its URIs, intent filters, `intent:` forms, asset links and choices.

Pure and offline; every answer follows the platform's own source, oddities included. Matching is in `uri`,
`pattern`, `intentfilter` and `filterindex`; intents in links in `intenturi` and `chromeintent`; what sites
say in `assetlinks`, `query` and `dynamicrules`; who opens a link in `verification` and `opens`; JSON in and
out in `batch`.
"""
