"""Statements are found with their source, cue and content, resolved, and kept in their chain."""

import pytest

from newsetl.tables.attributions import Attribution
from tests.extractors.texts import attributions_of

FOUND = [
    ("The mayor said the road was shut.", ("The mayor", "said", "the road was shut")),
    ("“The road is shut,” said the mayor.", ("the mayor", "said", "“The road is shut,”")),
    (
        "“The road,” the mayor said, “is shut.”",
        ("the mayor", "said", "“The road,” the mayor said, “is shut.”"),
    ),
    ("According to the mayor, the road was shut.", ("the mayor", "According to", "the road was shut")),
    ("The road was shut, according to the mayor.", ("the mayor", "according to", "The road was shut")),
    ("The army denied that it had shut the road.", ("The army", "denied", "that it had shut the road")),
    (
        "Two officers said, on condition of anonymity, that the base was empty.",
        ("Two officers", "said", "that the base was empty"),
    ),
    ("Pentagon: two ships to sail", ("Pentagon", ":", "two ships to sail")),
    ("Two ships to sail: Pentagon", ("Pentagon", ":", "Two ships to sail")),
    ("The report found that the wall was weak.", ("The report", "found", "that the wall was weak")),
    (
        "Rebels attacked a checkpoint near the river killing six soldiers the monitor said.",
        ("the monitor", "said", "Rebels attacked a checkpoint near the river killing six soldiers"),
    ),
    (
        "Gang leaders take their orders from abroad, reported El Norte.",
        ("El Norte", "reported", "Gang leaders take their orders from abroad"),
    ),
    (
        "The bridge was held by a militia, an army source told The Associated Press.",
        ("an army source", "told", "The bridge was held by a militia"),
    ),
    ("As the newspaper notes, the port is shut.", ("the newspaper", "notes", "the port is shut")),
    ("In his opinion, the war is lost.", ("his", "opinion", "the war is lost")),
    ("By its own count the army lost nine men.", ("the army", "count", "the army lost nine men")),
    ("The army, by its own account, lost nine men.", ("The army", "account", "lost nine men")),
    ("Nine men were lost, by the army's tally.", ("the army's", "tally", "Nine men were lost")),
    ("By the estimate of diplomats, nine men left.", ("diplomats", "estimate", "nine men left")),
    (
        "The line holds in the east.According to the mayor, two wells are dry.",
        ("the mayor", "According to", "two wells are dry"),
    ),
    (
        "Tired of waiting, trader Karol Nowak is leaving for the coast to start anew, he said Saturday.",
        ("he", "said", "Tired of waiting, trader Karol Nowak is leaving for the coast to start anew"),
    ),
    (
        "They are an attempt to keep all out of the mine the state-run Nordic news agency said quoting an officer.",
        ("the state-run Nordic news agency", "said", "They are an attempt to keep all out of the mine"),
    ),
    (
        "Ada Holm, the head of the trust, said at a news conference that the wells were dry, reported El Norte.",
        ("Ada Holm, the head of the trust", "said", "that the wells were dry"),
    ),
    (
        "As the newspaper wrote in Tuesday's issue, the port is shut.",
        ("the newspaper", "wrote", "the port is shut"),
    ),
    ("As stated in the report, nine wells are dry.", ("the report", "stated", "nine wells are dry")),
    (
        "The mayor said the ship was close to the shore.",
        ("The mayor", "said", "the ship was close to the shore"),
    ),
    (
        "The agency said those killed were miners and described the attackers as gunmen.",
        ("The agency", "described", "the attackers"),
    ),
    (
        "The anti-war Northern Observatory for Human Rights reported on Tuesday that 90 people had been killed.",
        (
            "The anti-war Northern Observatory for Human Rights",
            "reported",
            "that 90 people had been killed",
        ),
    ),
    (
        "Nine ships are stuck in the harbour, Karol Nowak, chief of the harbour police, told CNN earlier this week.",
        ("Karol Nowak, chief of the harbour police", "told", "Nine ships are stuck in the harbour"),
    ),
    (
        "Many fighters died when a bomb exploded near a well on Friday said a monitoring group.",
        (
            "a monitoring group",
            "said",
            "Many fighters died when a bomb exploded near a well on Friday",
        ),
    ),
    (
        "As Lisa Holm, executive director of the Norvik Group, told Harbour Radio, a key question is who pays.",
        ("Lisa Holm, executive director of the Norvik Group", "told", "a key question is who pays"),
    ),
    (
        "Karol Nowak, a guard, told Norvik Today on a recent walk about the many threats he faces.",
        ("Karol Nowak, a guard", "told", "the many threats he faces"),
    ),
    (
        "From Chairwoman Ada Holm: The harbour will open on Monday and stay open.",
        ("Chairwoman Ada Holm", ":", "The harbour will open on Monday and stay open"),
    ),
    (
        '"The harbour is open to all of us" -Commissioner Ada Holm',
        ("Commissioner Ada Holm", "-", '"The harbour is open to all of us"'),
    ),
    (
        "“The harbour is open for everyone.” — Ada Holm, harbour master",
        ("Ada Holm, harbour master", "—", "“The harbour is open for everyone.”"),
    ),
    (
        "State television quoted an officer as saying that more had come.",
        ("State television", "quoted", "an officer as saying that more had come"),
    ),
    (
        "Six hundred guards hold the port, the governor of Norvik said.",
        ("the governor of Norvik", "said", "Six hundred guards hold the port"),
    ),
    (
        "Aid workers in the Nordic town said they had seen the ships.",
        ("Aid workers in the Nordic town", "said", "they had seen the ships"),
    ),
    (
        "An army spokesman in Norvik put the number at 700.",
        ("An army spokesman in Norvik", "put", "the number at 700"),
    ),
    (
        "The ministry put the number of soldiers killed since March at 1,200.",
        ("The ministry", "put", "the number of soldiers killed since March at 1,200"),
    ),
    (
        "A customs paper seen by the newspaper lists 2,400.",
        ("A customs paper seen by the newspaper", "lists", "2,400"),
    ),
    (
        "The army said the port was shut, while the mayor said that it was open.",
        ("The army", "said", "the port was shut"),
    ),
    (
        "Nurses said the guards had told them to leave.",
        ("the guards", "told", "them to leave"),
    ),
    (
        "OSLO/BERGEN, May 2 (Northern Wire) - Norway said on Monday that a barn had burned.",
        ("Norway", "said", "that a barn had burned"),
    ),
    (
        "The northern militia disputed the toll given by nurses in Norvik.",
        ("The northern militia", "disputed", "the toll given by nurses in Norvik"),
    ),
    (
        "The mayor appealed to both sides to leave the port.",
        ("The mayor", "appealed to", "both sides to leave the port"),
    ),
    ("Ada Holm appealed for calm.", ("Ada Holm", "appealed for", "calm")),
    (
        "The rights group has documented at least 23 killings since May.",
        ("The rights group", "documented", "at least 23 killings"),
    ),
    (
        "The health ministry counted 38 dead.",
        ("The health ministry", "counted", "38 dead"),
    ),
    (
        "Ada Holm renewed her call for more ships.",
        ("Ada Holm", "renewed", "her call for more ships"),
    ),
    (
        "The health ministry put the toll of the raid on the port at 19.",
        ("The health ministry", "put", "the toll of the raid on the port at 19"),
    ),
    (
        "Ada Holm took to Facebook to demand that the port be shut.",
        ("Ada Holm", "demand", "that the port be shut"),
    ),
    (
        "A missile struck the port overnight, killing four, governor Ada Holm posted on Telegram.",
        ("governor Ada Holm", "posted", "A missile struck the port overnight, killing four"),
    ),
]
SILENT = [
    "The road was shut for two days.",
    "He walked to the river and sat down.",
    "Shares fell four percent on Monday.",
    "The museum holds 4,000 coins.",
    "Rain closed the airport.",
    "Some 300 Nordic soldiers defend the harbour.",
    "Fewer than 200 still report for duty.",
    "The army called up 900 reservists.",
    "The garrison counts 1,800.",
    "The minister put the meeting at 8.",
    "The council agreed to halt the raids and approved two million dollars in aid.",
    "The president ordered an assessment of the damage.",
    "The army attacked the checkpoint and launched rockets.",
    "The talks are expected to start on Monday.",
    "The size of the market suggests that prices will rise.",
    "Source: Northern Gazette, wire services",
    "The heavy fighting claimed the lives of nine guards.",
    "Militants attacked the residence of the mayor.",
    "An officer, who declined to be named, walked to the river.",
    "“It was a long and cold night” - and the army was far away",
    "The two countries dispute the border.",
    "The company appealed to the Supreme Court.",
    "The harbour office declined to comment.",
    "The admiral refused to say whether the port was open.",
    "The rebels offered no proof.",
    "Ada Holm appealed for a penalty in the last minute.",
    "The plan appeals to voters in the north.",
    "The team recorded three wins in a row.",
    "Norway recorded 38 deaths on Monday.",
    "The film documents 12 killings.",
    "The mayor may dispute the toll.",
    "Ada Holm renewed the contract.",
    "The clinic registered 300 patients.",
    "The brigade counts 20 dead among its men.",
    "Ada Holm read a statement on television.",
]


def spans(row: Attribution) -> tuple[str | None, str | None, str]:
    """Source, cue and content as written."""
    return row.source_text, row.cue_text, row.content_text


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_source_cue_and_content(text: str, expected: tuple[str, str, str]) -> None:
    """Verbs before and after, inversion, split quotations, "according to", headlines and documents are found."""
    assert expected in [spans(row) for row in attributions_of(text)]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said(text: str) -> None:
    """A sentence in which nobody says anything yields no row."""
    assert attributions_of(text) == []


@pytest.mark.parametrize("text", [text for text, _ in FOUND])
def test_spans_equal_the_text(text: str) -> None:
    """Offsets and surfaces of every row agree with the text."""
    for row in attributions_of(text):
        assert text[row.content_start : row.content_end] == row.content_text
        assert row.cue_start is None or text[row.cue_start : row.cue_end] == row.cue_text
        assert row.source_start is None or text[row.source_start : row.source_end] == row.source_text


RESOLVED = [
    (
        "Anna Lindqvist, the defence minister, met the press. She said the ships would sail.",
        "She",
        "Anna Lindqvist",
    ),
    ("Col. Piet Maas left. The colonel said the camp was shut.", "The colonel", "Piet Maas"),
    ("Spokesman Ali Daher smiled. Daher said nothing had changed.", "Daher", "Ali Daher"),
    ("A US official called late. He said the ships would sail.", "He", None),
    (
        "The Northern Observatory for Human Rights counted six raids. The Britain-based monitor said ten died.",
        "The Britain-based monitor",
        "Northern Observatory for Human Rights",
    ),
    (
        "A rights activist said the camp was shut. Omar Daher, an activist in the town, said nobody stayed.",
        "A rights activist",
        "Omar Daher",
    ),
    (
        "The head of the Northern Front Ali Daher said the line would hold.",
        "The head of the Northern Front Ali Daher",
        "Ali Daher",
    ),
    (
        "Raul Castor, brother of President Fidel Castor, met the press. Castor said the talks would go on.",
        "Castor",
        "Raul Castor",
    ),
    (
        "Minister Maria Keller met Gen. Paul Otieno. She said it was late. He said it was early.",
        "He",
        "Paul Otieno",
    ),
    (
        "“We stay,” Minister Flora Parly and her German counterpart, Anna Kramp-Holm, said.",
        "Minister Flora Parly and her German counterpart, Anna Kramp-Holm",
        "Flora Parly; Anna Kramp-Holm",
    ),
    ("Sergei Ławrow left. Lavrov said the talks would go on.", "Lavrov", "Sergei Lavrov"),
    ("Rami Abdel Rahman spoke. Abdulrahman said six had died.", "Abdulrahman", "Rami Abdel Rahman"),
    ("The rebel group Ajnad al-Sahel said it had left.", "The rebel group Ajnad al-Sahel", "Ajnad al-Sahel"),
    ("The Kenyan government said it would pay.", "The Kenyan government", "Kenyan government"),
    ("The US government said it would pay.", "The US government", "US government"),
]


@pytest.mark.parametrize(("text", "source", "name"), RESOLVED)
def test_who_it_is(text: str, source: str, name: str | None) -> None:
    """Pronouns, roles standing alone and surnames mean whom the article introduced."""
    rows = [row for row in attributions_of(text) if row.source_text == source]
    assert rows
    named = rows[0].source_name if rows[0].anonymity == "named" else None
    assert named == name


KINDS = [
    ("El Norte reported that the port was shut.", "news_agency", "named"),
    ("State media said the port was shut.", "news_agency", "role_only"),
    ("Sources said the port was shut.", "unknown", "anonymous"),
    ("Earlier reports said the port was shut.", "unknown", "anonymous"),
    ("Some put the toll at 30.", "unknown", "anonymous"),
    ("Kenyan officials said the port was shut.", "government", "role_only"),
    ("Two Kenyan officials said the port was shut.", "group", "anonymous"),
    ("Opposition groups said the port was shut.", "group", "role_only"),
    ("Rebels said the port was shut.", "group", "role_only"),
]


@pytest.mark.parametrize(("text", "kind", "anonymity"), KINDS)
def test_what_kind_of_source_it_is(text: str, kind: str, anonymity: str) -> None:
    """Media, hearsay, a state's officials, insiders and groups are told apart."""
    assert [(row.source_kind, row.anonymity) for row in attributions_of(text)] == [(kind, anonymity)]


def test_names_that_stand_in_the_text_are_surer_than_pronouns() -> None:
    """name_confidence says how sure the name is; without a name there is none."""
    rows = attributions_of(
        "Ada Holm said the road was shut. She said nobody left. The bridge was reportedly mined."
    )
    told = {row.source_text: row.name_confidence for row in rows}
    assert told["Ada Holm"] > told["She"] > 0.5
    assert told[None] is None


def test_names_that_may_be_another_s_are_less_sure() -> None:
    """Whoever else may be meant by a pronoun makes its name less sure."""
    alone = attributions_of("Karol Nowak arrived on Monday. He said the road was shut.")
    among = attributions_of(
        "Karol Nowak, Adam Berg and Peter Lind arrived on Monday. He said the road was shut."
    )
    assert (alone[-1].name_confidence or 0) > (among[-1].name_confidence or 0) > 0.3


QUOTED = [
    (
        "State news agency SANA quoted a naval source as saying that the base was shut.",
        "SANA",
        "a naval source",
    ),
    (
        "AFP also quoted an aide to the minister, who asked not to be named, as saying the camp was shut.",
        "AFP",
        "an aide to the minister, who asked not to be named",
    ),
]


@pytest.mark.parametrize(("text", "agency", "quoted"), QUOTED)
def test_whom_an_agency_quotes_speaks_through_it(text: str, agency: str, quoted: str) -> None:
    """The agency has its own row, and the one it quotes is in it."""
    outer, inner = attributions_of(text)
    assert (outer.source_name, outer.depth, inner.depth) == (agency, 0, 1)
    assert (inner.source_text, inner.via_name) == (quoted, agency)
    assert inner.parent_attribution_id == outer.attribution_id


def test_the_chain_is_kept() -> None:
    """What an agency says that an official said is in the agency's statement and came through it."""
    rows = attributions_of("According to AFP, a Kenyan official said the camp was shut.")
    outer = next(row for row in rows if row.source_name == "AFP")
    inner = next(row for row in rows if row.cue_text == "said")
    assert (outer.depth, outer.source_kind, outer.parent_attribution_id) == (0, "news_agency", None)
    assert (inner.depth, inner.via_name, inner.parent_attribution_id) == (1, "AFP", outer.attribution_id)
    assert (inner.anonymity, inner.affiliation_iso3) == ("anonymous", "KEN")


ANONYMITY = [
    ("A senior Turkish official said the ships would sail.", "anonymous"),
    ("Two diplomats said the ships would sail.", "anonymous"),
    ("A ministry spokesman said the ships would sail.", "role_only"),
    ("Residents said the ships had left.", "role_only"),
    ("A person familiar with the talks said the ships would sail.", "anonymous"),
    ("Reuters said the ships had left.", "named"),
    ("Admiral Jonas Holt said the ships had left.", "named"),
]


@pytest.mark.parametrize(("text", "expected"), ANONYMITY)
def test_anonymity(text: str, expected: str) -> None:
    """Insiders without a name are anonymous; spokesmen, witnesses and bodies are known by their role."""
    assert attributions_of(text)[0].anonymity == expected


KINDS = [
    ("The mayor denied that the road was shut.", "deny", "indirect", False),
    ("The mayor warned that the road was shut.", "warn", "indirect", False),
    ("The mayor did not say why the road was shut.", "say", "indirect", True),
    ("“The road is shut,” the mayor wrote.", "write", "direct", False),
    ("The mayor called the road “a trap for the old and the sick.”", "say", "mixed", False),
    ("The report says that the road was shut.", "say", "document", False),
]


@pytest.mark.parametrize(("text", "cue_class", "speech_type", "is_negated"), KINDS)
def test_kinds(text: str, cue_class: str, speech_type: str, is_negated: bool) -> None:
    """The cue gives the class, the marks give the speech, and a denial of having spoken is kept."""
    row = attributions_of(text)[0]
    assert (row.cue_class, row.speech_type, row.is_negated) == (cue_class, speech_type, is_negated)


def test_told_an_outlet() -> None:
    """Who tells a newspaper or an agency something speaks through it; who tells parliament does not."""
    through = attributions_of("Minister Ola Berg told Reuters that the road was shut.")[0]
    direct = attributions_of("Minister Ola Berg told parliament that the road was shut.")[0]
    assert (through.via_name, direct.via_name) == ("Reuters", None)


def test_speech_over_paragraphs() -> None:
    """A quotation that stays open over a paragraph is one content."""
    text = "“We stay until the rain has gone from the hills.\n\n“Nobody leaves before that day,” Mayor Rosa Lind said."
    row = next(row for row in attributions_of(text) if row.cue_text == "said")
    assert (
        row.content_text
        == "“We stay until the rain has gone from the hills.\n\n“Nobody leaves before that day,”"
    )


def test_ids_are_stable_and_unique() -> None:
    """The same text gives the same ids, another article gives others."""
    text = "The mayor said the road was shut. He said it twice."
    first, again, other = attributions_of(text), attributions_of(text), attributions_of(text, "other")
    ids = [row.attribution_id for row in first]
    assert ids == [row.attribution_id for row in again]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {row.attribution_id for row in other}


@pytest.mark.parametrize(
    ("text", "name", "anonymity", "affiliation", "iso3"),
    [
        (
            "According to a Pentagon report in May, 90 men left.",
            "Pentagon report",
            "named",
            "Pentagon",
            "USA",
        ),
        ("A new UN report said wells were dry.", "UN report", "named", "United Nations", None),
        ("A Brookings study found that prices rose.", "Brookings study", "named", "Brookings", "USA"),
        (
            "A report by the Pentagon on Tuesday said 90 men left.",
            "report by the Pentagon",
            "named",
            "Pentagon",
            "USA",
        ),
        (
            "A New York Times poll found voters split.",
            "New York Times poll",
            "named",
            "New York Times",
            "USA",
        ),
        (
            "Data released by the Pentagon last week showed that 90 men left.",
            "Data released by the Pentagon",
            "named",
            "Pentagon",
            "USA",
        ),
        ("A Gallup poll found that voters were split.", "Gallup poll", "named", "Gallup", "USA"),
        (
            "An Iraqi government statement said roads were shut.",
            "Iraqi government statement",
            "named",
            "Iraqi government",
            "IRQ",
        ),
        ("A leaked memo said that wells were dry.", "leaked memo", "anonymous", None, None),
        ("An internal document said that wells were dry.", "internal document", "anonymous", None, None),
        (
            "A classified Pentagon report said 90 men left.",
            "classified Pentagon report",
            "role_only",
            "Pentagon",
            "USA",
        ),
        ("A letter seen by Reuters said the mayor had fled.", "letter", "anonymous", None, None),
        ("The study concluded that the soil was dry.", "study", "role_only", None, None),
    ],
)
def test_documents(text: str, name: str, anonymity: str, affiliation: str | None, iso3: str | None) -> None:
    """A document has the name of whoever issued it; one that nobody outside may read has no name to check."""
    row = attributions_of(text)[0]
    assert (row.source_kind, row.source_name) == ("document", name)
    assert (row.anonymity, row.affiliation, row.affiliation_iso3) == (anonymity, affiliation, iso3)


def test_documents_of_one_institution_share_an_id() -> None:
    """Reports of one institution are one source in every article; those of nobody have no id."""
    pentagon = [attributions_of(f"A Pentagon report said {n} men left.", str(n))[0].source_id for n in (7, 8)]
    other = attributions_of("A UN report said nine men left.")[0].source_id
    nobody = attributions_of("A leaked report said nine men left.")[0].source_id
    assert pentagon[0] == pentagon[1] is not None
    assert (other != pentagon[0], nobody) == (True, None)


TRANSCRIPT = (
    "Colonel Anna Lindqvist, spokeswoman for the Nordic battalion, met the press on Monday.\n\n"
    "COLONEL LINDQVIST: Good morning. I think the road is safe.\n\nThe general said he agreed.\n\n"
    "Q: Who guards it?\n\nMS. LINDQVIST: Two hundred of ours."
)


def test_transcripts() -> None:
    """What follows a label is said by whom the text introduces; "I" is the one who speaks; who asks has no name."""
    rows = {row.source_text: row for row in attributions_of(TRANSCRIPT)}
    labels = ("COLONEL LINDQVIST", "MS. LINDQVIST", "I")
    assert {rows[label].source_name for label in labels} == {"Anna Lindqvist"}
    assert len({rows[label].source_id for label in labels}) == 1
    turn = rows["COLONEL LINDQVIST"]
    assert turn.content_text == "Good morning. I think the road is safe.\n\nThe general said he agreed."
    assert (turn.speech_type, turn.depth) == ("direct", 0)
    assert rows["The general"].parent_attribution_id == turn.attribution_id
    assert (rows["Q"].anonymity, rows["Q"].cue_class, rows["Q"].source_id) == ("role_only", "ask", None)


def test_labels_of_office() -> None:
    """ "THE PRESIDENT:" is whom the headline introduces by that office, nobody where it introduces nobody."""
    text = "THE PRESIDENT: Thank you all.\n\nQ When will the ships sail?\n\nTHE PRESIDENT: In May."
    for title, name in (
        ("Remarks by President Ada Lindqvist at the Harbour", "Ada Lindqvist"),
        (None, "president"),
    ):
        rows = [row for row in attributions_of(text, title=title) if row.source_text == "THE PRESIDENT"]
        assert [row.source_name for row in rows] == [name, name]


CARRIED = [
    # (text, source as written, content, the agency or outlet it came through)
    (
        "AP quoted an official close to the mayor as saying that the ships would leave.",
        ("an official close to the mayor", "that the ships would leave", "AP"),
    ),
    (
        "The state news agency MENA quoted the minister as saying that talks would go on.",
        ("the minister", "that talks would go on", "MENA"),
    ),
    (
        "“The road is open,” Reuters quoted the mayor as saying.",
        ("the mayor", "“The road is open,”", "Reuters"),
    ),
    (
        "The rebels have left the town, a senior officer was quoted as saying by the Itar-Tass news agency.",
        ("a senior officer", "The rebels have left the town", "TASS"),
    ),
    (
        "The rebels have left the town, Reuters reported, citing a senior army officer.",
        ("a senior army officer", "The rebels have left the town", "Reuters"),
    ),
    (
        "“You have been seen,” the nurse said, the Los Angeles Times reported.",
        ("the nurse", "“You have been seen,”", "Los Angeles Times"),
    ),
]
INVERTED = [
    (
        "The city would be made safer, police chief Rosa Lind said.",
        ("police chief Rosa Lind", "The city would be made safer"),
    ),
    (
        "The force could be made smaller, government spokesman Karim Nuri said on Monday.",
        ("government spokesman Karim Nuri", "The force could be made smaller"),
    ),
    (
        "The unit will be small, flexible, army spokesman Karim Nuri said.",
        ("army spokesman Karim Nuri", "The unit will be small, flexible"),
    ),
    (
        "Nine people were killed when a shell hit the camp, the head of the town's hospital, Ada Holm, told AFP.",
        (
            "the head of the town's hospital, Ada Holm",
            "Nine people were killed when a shell hit the camp",
        ),
    ),
    (
        "Forty houses have burned and nobody can say who is in them, a firefighter, who had not slept, told AFP.",
        (
            "a firefighter, who had not slept",
            "Forty houses have burned and nobody can say who is in them",
        ),
    ),
    (
        "Men on motorcycles shot dead a judge, his driver and a guard outside the courthouse in the centre of the city "
        "on Thursday morning, local police chief Imran Shah told Dawn.",
        (
            "local police chief Imran Shah",
            "Men on motorcycles shot dead a judge, his driver and a guard outside the courthouse in the centre of the "
            "city on Thursday morning",
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED)
def test_what_agencies_carry(text: str, expected: tuple[str, str, str]) -> None:
    """Who is quoted or cited is the source, and who quotes is whom it came through."""
    assert expected in [(row.source_text, row.content_text, row.via_name) for row in attributions_of(text)]


@pytest.mark.parametrize(("text", "expected"), INVERTED)
def test_nothing_of_the_content_in_the_source(text: str, expected: tuple[str, str]) -> None:
    """An adjective before the comma of an inverted tag belongs to what is said."""
    assert expected in [(row.source_text, row.content_text) for row in attributions_of(text)]


def test_quotations_over_wrapped_lines() -> None:
    """A quotation goes on where its line was broken to fit a column."""
    text = (
        "“We have come to tell you that all of us are moved by the same ideals and by the\n"
        "same will to face the dangers that we confront,” Anna Lindqvist replied on Monday."
    )
    row = attributions_of(text)[0]
    assert (row.source_name, row.speech_type) == ("Anna Lindqvist", "direct")
    assert row.content_text.endswith("that we confront,”")


def test_who_is_spoken_to_says_nothing() -> None:
    """ "You know" attributes nothing to anybody."""
    assert attributions_of("You know, the road is shut.") == []


WHO_IS_MEANT = [
    # A person named in what "he" says is not he; "he" goes on meaning who spoke last.
    ("Scott Randall met us. Brian Holm did well in school, he said.", "he", "Scott Randall"),
    ("Karim Holm Jr., 20, said that it was over.", "Karim Holm Jr., 20", "Karim Holm"),
    ("Ada Holmgren, 34, said that it was over.", "Ada Holmgren, 34", "Ada Holmgren"),
]


@pytest.mark.parametrize(("text", "source", "name"), WHO_IS_MEANT)
def test_who_is_meant(text: str, source: str, name: str) -> None:
    """Pronouns, suffixes and ages lead to the person."""
    assert (source, name) in [(row.source_text, row.source_name) for row in attributions_of(text)]


def test_the_day_is_no_content() -> None:
    """The day on which it was said is not part of what was said."""
    assert attributions_of("The mayor said Monday the road was shut.")[0].content_text == "the road was shut"


def test_pronouns_carry_on() -> None:
    """A pronoun keeps its person in reach for the next, however long the article mentions no other."""
    filler = "The harbour lies in the north of the old town.\n\n"
    text = "Dr. Anton Greco met us.\n\n" + (filler * 8 + "He said the road was shut.\n\n") * 3
    assert {row.source_name for row in attributions_of(text)} == {"Anton Greco"}


def test_interviews() -> None:
    """ "A" is whom the headline says that the questions were put to."""
    text = "\n\n".join(
        ["Q: Will the ships sail?", "A: Both of them will sail in May.\n\nThen they rest."] * 4
    )
    rows = attributions_of(text, title="Q&A with Commodore Ada Lindqvist")
    assert {row.source_name for row in rows if row.source_text == "A"} == {"Ada Lindqvist"}
    assert all(row.content_text.endswith("rest.") for row in rows if row.source_text == "A")


DESCRIBED_BODIES = [
    # (text, description, the body; the description itself where none or several fit)
    (
        "Holmgren Lines Inc. sold a ship. The company said it had two left.",
        "The company",
        "Holmgren Lines Inc",
    ),
    (
        "Workers at Nordmark, the country's biggest steel maker, walked out. The company said talks would go on.",
        "The company",
        "Nordmark",
    ),
    (
        "Harbour Light & Power Co. shut a plant. The utility said it was old.",
        "The utility",
        "Harbour Light & Power Co",
    ),
    ("The Harbour Workers Union met. The union said it would strike.", "The union", "Harbour Workers Union"),
    (
        "The Ministry of Fisheries met. The ministry said the ban would stay.",
        "The ministry",
        "Ministry of Fisheries",
    ),
    ("Norvik Bank closed on Friday. The bank said it was over.", "The bank", "Norvik Bank"),
    ("Norvik Bank and Holm Savings Bank closed. The bank said it was over.", "The bank", "bank"),
    ("The Ministry of Fisheries met. The company said the ban would stay.", "The company", "company"),
    ("The company said the ban would stay. Holmgren Lines Inc. sold a ship.", "The company", "company"),
    ("Norvik Bank closed. A bank said it was over.", "A bank", "bank"),
]
# Of two that fit, the one that has just been cited speaks on.
DESCRIBED_BODIES += [
    (
        "Holmgren Lines Inc said it would sell its Randall Foods Co. The company said it had two left.",
        "The company",
        "Holmgren Lines Inc",
    ),
    (
        "Holmgren Lines Inc said it would buy. Randall Foods Co said it would sell. The company said it was late.",
        "The company",
        "company",
    ),
]
DESCRIBED_GROUPS = [
    (
        "Former Secretaries of Defense Rosa Lind and Chuck Holm said the cuts would hurt. "
        "The former secretaries said they would write again.",
        "The former secretaries",
        "Rosa Lind; Chuck Holm",
    ),
    (
        "Sens. Rosa Lind and Chuck Holm said it was late. The senators urged the mayor to resign.",
        "The senators",
        "Rosa Lind; Chuck Holm",
    ),
    (
        "Senator Rosa Lind and Governor Chuck Holm said it was late. The senators said it was over.",
        "The senators",
        "senators",
    ),
    (
        "Professors Rosa Lind and Karl Holm said the cuts would hurt. The students said they would write again.",
        "The students",
        "students",
    ),
]


@pytest.mark.parametrize(("text", "source", "name"), DESCRIBED_BODIES + DESCRIBED_GROUPS)
def test_descriptions_of_the_named(text: str, source: str, name: str) -> None:
    """ "The company" is the one company named just before, "the senators" the senators; else it names nobody."""
    row = next(row for row in attributions_of(text) if row.source_text == source)
    assert row.source_name == name
    assert (row.anonymity == "named") == (row.source_id is not None) == (name.lower() != name)


def test_acronym_and_expansion() -> None:
    """An acronym with its expansion and a clause on it is one body."""
    text = (
        "HPRS--the Harbour Pilots' Retirement System, which holds two funds--said it would sell its shares."
    )
    row = attributions_of(text)[0]
    assert (row.source_name, row.source_kind) == ("Harbour Pilots' Retirement System", "organisation")


def test_signing_is_no_saying() -> None:
    """Who signs a bill says nothing by it; what he says of it counts."""
    assert attributions_of("Governor Rosa Lind signed the Harbour Act on Monday.") == []
    assert len(attributions_of("Governor Rosa Lind said she had signed the Harbour Act.")) == 1


def test_proclamations() -> None:
    """ "I" is whom the proclamation names beside it."""
    text = "I, ROSA T. HOLM, Governor of Norvik, proclaim that May is the month of ships."
    assert attributions_of(text)[0].source_name == "Rosa T. Holm"


NOBODY = [
    "Prices are [rising](https://www.example.org/a), reflecting strong growth in the harbour towns.",
    "MEMORANDUM FOR THE HARBOUR OFFICE\n\nSUBJECT: Unexpected needs of the fleet in May",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_says_it(text: str) -> None:
    """A link on a verb and a memorandum's subject are not speakers."""
    assert attributions_of(text) == []


def test_full_stops_of_companies() -> None:
    """A company's full stop is not part of a name, nor of a description that ends in it."""
    names = [
        attributions_of(text)[0].source_name
        for text in ("Norlax Inc. said it was over.", "A spokesman for Norlax Inc. said it was over.")
    ]
    assert names == ["Norlax Inc", "spokesman for Norlax Inc"]


def test_the_agency_that_quotes_is_the_one_just_cited() -> None:
    """ "The agency" without a name carries what it quotes under the name that it was cited by."""
    rows = attributions_of(
        "State news agency SANA said two were hurt. The agency quoted a naval source as saying it was late."
    )
    assert [r.source_name for r in rows if r.cue_text == "quoted"] == ["SANA"]


def test_bodies_are_cited_as_people_are() -> None:
    """An office that a broadcaster quotes is a source beside it."""
    rows = attributions_of("Al Jazeera, quoting the town's media office, said that nobody had left.")
    assert {r.source_text for r in rows} == {"Al Jazeera", "the town's media office"}
    deed = attributions_of("Karl Holm, citing the release of prisoners, said that much had changed.")
    assert not [r for r in deed if (r.source_text or "").startswith("the release")]


def test_what_is_before_a_semicolon_is_anothers() -> None:
    """A verb with an object of its own is not about the clause before."""
    rows = attributions_of(
        "Traders said police had arrested men at random; the mayor, Karl Lind, promised an inquiry."
    )
    assert [(r.cue_text, r.content_text) for r in rows] == [
        ("said", "police had arrested men at random"),
        ("promised", "an inquiry"),
    ]


def test_who_speaks_behind_a_semicolon_says_what_is_behind_it() -> None:
    """What is before it has a tag of its own."""
    rows = attributions_of(
        "The army said nine had died; the blast could be revenge, said its spokesman, Col. Karl Holm."
    )
    assert "the blast could be revenge" in [r.content_text for r in rows]


def test_whose_they_are_is_told_by_name() -> None:
    """'Her supervisor' is the nurse's whose name is given; the officer whose given name is a man's is not 'she'."""
    rows = attributions_of(
        "The governor, Brig. Gen. Faisal Holm, rejected the charge. A nurse, who gave her name as Amna, said that she "
        "had counted 31 bodies. “They keep coming,” she said. Her supervisor put the toll at 40."
    )
    assert [row.source_name for row in rows] == ["Faisal Holm", "Amna", "Amna", "Amna's supervisor"]


def test_an_age_behind_a_name_makes_a_person() -> None:
    """'Hawa, 23, who fled' is no organisation, whatever the model sees; 'Boeing, 50, a firm' is one."""
    (woman,) = attributions_of("“We walked north,” recalled Hawa, 23, who reached Adré with two children.")
    (firm,) = attributions_of("Boeing, 50, a firm, said nothing was wrong.")
    assert (woman.source_kind, woman.source_name) == ("person", "Hawa")
    assert (firm.source_kind, firm.source_name) == ("organisation", "Boeing")
