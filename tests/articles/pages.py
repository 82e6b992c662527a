"""Pages in our own words to take apart in tests."""

PARAGRAPHS = (
    "Some 1,200 soldiers of the northern brigade left their base at Calden on Friday, a spokesman said.",
    "The convoy of 60 vehicles is to reach the border at Jarrow within three days, according to the council there.",
    "Residents lined the road through the old town and watched in silence as the last of the lorries went by.",
    "“We have orders to hold the bridge and nothing else,” said Colonel Ann Tarrow, who leads the brigade.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(
    body: str = BODY, head: str = "", title: str = "Brigade leaves Calden for the border", lang: str = "en"
) -> str:
    """A page with a headline and a body."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Calden Courier</title>{head}'
        f'</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav><main><article><h1>{title}</h1>'
        f'<div class="article-body">{body}</div></article></main><footer><p>Terms</p></footer></body></html>'
    )
