"""Broken and hostile documents, each with what must come of it: the titles that are read, or the problem's name.

`...` stands for "anything, but no exception": where readers may reasonably differ.
"""

import gzip
from types import EllipsisType

Expected = list[str] | str | EllipsisType
HEAD = '<?xml version="1.0" encoding="utf-8"?>'
ITEM = "<item><title>One</title><link>https://p.example/1</link><guid>1</guid></item>"


def rss(inner: str, head: str = HEAD, attributes: str = "") -> bytes:
    return f'{head}<rss version="2.0"{attributes}><channel><title>t</title>{inner}</channel></rss>'.encode()


def atom(inner: str) -> bytes:
    return f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{inner}</feed>'.encode()


def rdf(inner: str) -> bytes:
    return (
        f'{HEAD}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        f'<channel rdf:about="x"><title>t</title></channel>{inner}</rdf:RDF>'
    ).encode()


def json_feed(inner: str) -> bytes:
    return f'{{"version":"https://jsonfeed.org/version/1.1","title":"t","items":{inner}}}'.encode()


def laughs(levels: int) -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    return f'{HEAD}<!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]>'


DOCUMENTS: dict[str, tuple[bytes, Expected]] = {
    # Nothing, or nothing of a feed
    "empty": (b"", "empty"),
    "white space": (b" \r\n\t\n", "empty"),
    "one byte": (b"<", ...),
    "null bytes": (b"\x00" * 4096, ...),
    "words": (b"Service unavailable", "not_a_feed"),
    "a web page": (b"<!doctype html><html><head><title>Hi</title></head><body>Hi</body></html>", "html"),
    "a page in capitals": (b"<HTML><BODY>Moved</BODY></HTML>", "html"),
    "a log-in page that mentions rss": (b"<html><body><a href='/rss'>rss</a></body></html>", "html"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not_a_feed"),
    "a pdf": (b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj", "not_a_feed"),
    "gzip inside": (gzip.compress(rss(ITEM)), "not_a_feed"),
    "an svg": (f"{HEAD}<svg xmlns='http://www.w3.org/2000/svg'/>".encode(), "not_a_feed"),
    "a sitemap": (f"{HEAD}<urlset><url><loc>https://p.example/</loc></url></urlset>".encode(), "not_a_feed"),
    # Cut off or not well-formed
    "cut in a title": (rss(ITEM + "<item><title>Tw")[:-30], ...),
    "cut after an item": (rss(ITEM)[:-16], ["One"]),
    "cut in the head": (rss(ITEM)[:20], ...),
    "cut in a character": (rss("<item><title>北京</title></item>")[:-46], ...),
    "a bare ampersand": (rss("<item><title>Trade & talks</title></item>"), ["Trade & talks"]),
    "a bare less-than": (rss("<item><title>1 < 2</title></item>"), ...),
    "crossed tags": (rss("<item><title><b>One</title></b></item>"), ...),
    "unclosed item": (rss("<item><title>One</title>"), ["One"]),
    "two roots": (rss(ITEM) + rss(ITEM), ...),
    "words after the root": (rss(ITEM) + b"<!-- cached --> done", ["One"]),
    "words before the head": (b"Warning: line 3\n" + rss(ITEM), ["One"]),
    "blank lines before the head": (b"\n\n  " + rss(ITEM), ["One"]),
    "two heads": (HEAD.encode() + rss(ITEM), ["One"]),
    "no head": (rss(ITEM, head=""), ["One"]),
    "no quotes at attributes": (rss(ITEM).replace(b'version="2.0"', b"version=2.0"), ["One"]),
    "no channel": (f'{HEAD}<rss version="2.0">{ITEM}</rss>'.encode(), ["One"]),
    "items outside the channel": (
        f'{HEAD}<rss version="2.0"><channel><title>t</title></channel>{ITEM}</rss>'.encode(),
        ["One"],
    ),
    "two channels": (f"{HEAD}<rss><channel>{ITEM}</channel><channel>{ITEM}</channel></rss>".encode(), ["One", "One"]),
    "tags in capitals": (rss("<ITEM><TITLE>One</TITLE></ITEM>"), ...),
    "an unknown prefix": (rss("<item><x:title>Two</x:title><title>One</title></item>"), ...),
    "no items": (rss(""), []),
    "an empty item": (rss("<item/>"), [""]),
    "control characters": (rss("<item><title>O\x01n\x08e</title></item>"), ...),
    "numeric control characters": (rss("<item><title>O&#1;ne</title></item>"), ...),
    "a surrogate as a reference": (rss("<item><title>&#xD800;One</title></item>"), ...),
    "a reference beyond Unicode": (rss("<item><title>&#x110000;One</title></item>"), ...),
    "an entity of HTML": (rss("<item><title>One&nbsp;two &eacute;</title></item>"), ["One\xa0two é"]),
    "cdata that isn't closed": (rss("<item><title><![CDATA[One</title></item>"), ...),
    "a comment that isn't closed": (rss(f"{ITEM}<!-- never"), ...),
    # Encodings
    "latin-1 that says utf-8": (rss("<item><title>Pékin</title></item>").decode().encode("latin-1"), ["Pékin"]),
    "utf-8 that says latin-1": (
        rss("<item><title>Pékin</title></item>", head='<?xml version="1.0" encoding="iso-8859-1"?>'),
        ...,
    ),
    "gb2312": (
        rss("<item><title>中美会谈</title></item>", head='<?xml version="1.0" encoding="gb2312"?>')
        .decode()
        .encode("gb18030"),
        ["中美会谈"],
    ),
    "euc-kr": (
        rss("<item><title>미중 회담</title></item>", head='<?xml version="1.0" encoding="euc-kr"?>')
        .decode()
        .encode("euc-kr"),
        ["미중 회담"],
    ),
    "utf-16 with its mark": (
        rss(ITEM, head='<?xml version="1.0" encoding="utf-16"?>').decode().encode("utf-16"),
        ["One"],
    ),
    "utf-32": (rss(ITEM, head="").decode().encode("utf-32"), ...),
    "an encoding that doesn't exist": (rss(ITEM, head='<?xml version="1.0" encoding="klingon"?>'), ["One"]),
    "utf-7": (rss(ITEM, head='<?xml version="1.0" encoding="utf-7"?>'), ...),
    "a byte order mark twice": (b"\xef\xbb\xbf\xef\xbb\xbf" + rss(ITEM), ["One"]),
    "half of it in another encoding": (rss(ITEM) + "é".encode("utf-16"), ...),
    # Attacks
    "a billion laughs": (rss("<item><title>&l9;</title></item>", head=laughs(10)), ...),
    "quadratic blow-up": (
        rss("<item><title>&a;</title></item>", head=f'{HEAD}<!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]>'),
        ...,
    ),
    "a file as an entity": (
        rss("<item><title>&f;</title></item>", head=f'{HEAD}<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
        ...,
    ),
    "an address as an entity": (
        rss("<item><title>&f;</title></item>", head=f'{HEAD}<!DOCTYPE r [<!ENTITY f SYSTEM "http://127.0.0.1:1/">]>'),
        ...,
    ),
    "a parameter entity": (
        rss(ITEM, head=f'{HEAD}<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>'),
        ...,
    ),
    "an external document type": (rss(ITEM, head=f'{HEAD}<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd">'), ["One"]),
    "an inclusion": (
        rss(f"{ITEM}<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>"),
        ["One"],
    ),
    "a stylesheet": (rss(ITEM, head=f'{HEAD}<?xml-stylesheet href="file:///etc/passwd"?>'), ["One"]),
    "fifty thousand levels": (rss("<a>" * 50_000 + "</a>" * 50_000), ...),
    "fifty thousand attributes": (
        rss("<item " + " ".join(f'a{n}="1"' for n in range(50_000)) + "><title>One</title></item>"),
        ...,
    ),
    "a name of a megabyte": (rss(f"<{'n' * 1_000_000}/>{ITEM}"), ...),
    "a title of a megabyte": (rss(f"<item><title>{'x' * 1_000_000}</title></item>"), ...),
    "ten thousand items": (rss(ITEM * 10_000), ...),
    "script in a title": (rss("<item><title>&lt;script&gt;alert(1)&lt;/script&gt;One</title></item>"), ...),
    "a link to script": (rss("<item><title>One</title><link>javascript:alert(1)</link></item>"), ["One"]),
    "a link to a file": (rss("<item><title>One</title><link>file:///etc/passwd</link></item>"), ["One"]),
    "text that turns around": (rss("<item><title>\u202eOne\u202c</title></item>"), ...),
    "a guid of a megabyte": (rss(f"<item><title>One</title><guid>{'g' * 1_000_000}</guid></item>"), ["One"]),
    "many brackets in a document type": (rss(ITEM, head=f"{HEAD}<!DOCTYPE {'[' * 20_000}"), ...),
    "many open declarations": ((HEAD + "<!ENTITY " * 20_000).encode(), ...),
    # Dates and the rest of the formats
    "a date of nonsense": (rss("<item><title>One</title><pubDate>yesterday-ish</pubDate></item>"), ["One"]),
    "a date in the year 99999": (
        rss("<item><title>One</title><pubDate>1 Jan 99999 00:00:00 GMT</pubDate></item>"),
        ["One"],
    ),
    "the thirtieth of February": (
        rss("<item><title>One</title><pubDate>Mon, 30 Feb 2025 00:00:00 GMT</pubDate></item>"),
        ["One"],
    ),
    "a zone of ninety-nine hours": (
        rss("<item><title>One</title><pubDate>Mon, 10 Feb 2025 00:00:00 +9900</pubDate></item>"),
        ["One"],
    ),
    "atom without namespace": (f"{HEAD}<feed><title>t</title><entry><title>One</title></entry></feed>".encode(), ...),
    "atom with xhtml": (
        atom('<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">O<b>n</b>e</div></title></entry>'),
        ...,
    ),
    "atom with base64": (atom('<entry><title>One</title><content type="image/png">AAAA</content></entry>'), ["One"]),
    "rdf": (rdf("<item><title>One</title></item>"), ["One"]),
    "rdf without items": (rdf(""), []),
    "cdf": (b'<channel href="x"><item href="y"><title>One</title></item></channel>', ...),
    "rss 0.91 with its document type": (
        rss(
            ITEM,
            head=f'{HEAD}<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/r.dtd">',
        ),
        ["One"],
    ),
    "json feed": (json_feed('[{"id":"1","title":"One"}]'), ["One"]),
    "json with another shape": (b'{"items": {"a": 1}}', "not_a_feed"),
    "a json list": (b"[1, 2, 3]", "not_a_feed"),
    "json cut off": (json_feed('[{"id":"1","title":"One"}]')[:-8], "broken"),
    "json of the wrong types": (json_feed('[{"id":[],"title":{"a":1}},null,7,{"id":1.5,"title":"One"}]'), ["", "One"]),
    "json nested deeply": (b"[" * 100_000 + b"]" * 100_000, ...),
    "json with a lone surrogate": (json_feed('[{"id":"1","title":"\\ud800One"}]'), ...),
    "json with dates of nonsense": (json_feed('[{"id":"1","title":"One","date_published":"soon"}]'), ["One"]),
}
