"""What people write: which marks work, and that nothing else gets through."""

import time

import pytest

from foundation import markup

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#x0A;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "![x](https://example.org/pixel.gif)",
    "![x](javascript:alert(1))",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example" onmouseover="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "`<img src=x onerror=alert(1)>`",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<style>@import 'https://a.example'</style>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<form action=//a.example><input name=x></form>",
    "<base href=//a.example>",
    "<meta http-equiv=refresh content='0;url=//a.example'>",
    "{{ 7|add:7 }}{% debug %}",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "\x00<scr\x00ipt>alert(1)</script>",
    "# <script>alert(1)</script>",
]


@pytest.mark.parametrize("text", PAYLOADS)
def test_nothing_active_gets_through(text):
    html = markup.render(text)
    tags = {part.split(">")[0].split()[0].strip("/") for part in html.split("<")[1:]}
    assert tags <= markup.TAGS
    assert not any(word in part for part in tags_of(html) for word in ("javascript", "onmouse", "onerror", "data:"))


def tags_of(html):
    return [part.split(">")[0].lower() for part in html.split("<")[1:]]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>"),
        ("One\nline", "<p>One<br>\nline</p>"),
        ("**b** and *i*", "<p><strong>b</strong> and <em>i</em></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("# no heading", "<p># no heading</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_the_light_part_of_markdown_works(text, html):
    assert markup.render(text) == html


def test_links_say_that_they_are_somebody_elses():
    html = markup.render("[desk](https://example.org/a?b=1&c=2) <mailto:a@example.org>")
    assert html.count('rel="nofollow ugc noopener"') == 2
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html


def test_text_is_tidied_before_it_is_kept():
    assert markup.tidy(" a\r\nb\rc\x00\x07\n\n\n\nd ") == "a\nb\nc\n\nd"
    assert markup.tidy("abc\u202etxt.exe\u2066") == "abctxt.exe"
    assert markup.tidy("e\u0301") == "\u00e9"


def test_an_excerpt_is_plain_text():
    html = markup.render("A **b** <c> & d\n\nsecond")
    assert markup.excerpt(html) == "A b <c> & d second"
    assert markup.excerpt("<p>" + "word " * 100 + "</p>", 20) == "word word word…"


@pytest.mark.parametrize(
    "part", ["[", "*a ", ">", "- ", "![", "_a_", "[a](", "**", "a**b", "&", "[[a](b)", "<a ", "`", "\\"]
)
def test_the_longest_hostile_text_takes_no_time(part):
    started = time.perf_counter()
    markup.render((part * 10_000)[:10_000])
    assert time.perf_counter() - started < 1.5
