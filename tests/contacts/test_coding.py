"""The grammar of contact in four scripts, in sentences of our own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchbot.commands.detect import coder_of
from watchbot.contacts import Coder, place
from watchbot.model import Coding, Entry, Mode, Status, Verdict

CONFIG = Path(__file__).parents[2] / "config"
FRAGMENTS = {
    "en": (
        *("Trump", "Xi Jinping", "Bessent", "He Lifeng", "Rubio", "Wang", "Lavrov", "Macron", "the French president"),
        *("US", "China", "Beijing", "Washington", "Chinese officials", "US senators", "the two leaders", "negotiators"),
        *(
            "met",
            "meets",
            "will meet",
            "spoke with",
            "calls",
            "told",
            "visit",
            "state visit",
            "summit",
            "talks",
            "call",
        ),
        *("arrived", "left", "sends", "hosts", "postponed", "denied", "no", "may", "before", "after", "since", "their"),
        *(
            "in Paris",
            "in Madrid",
            "in Beijing",
            "to China",
            "at the White House",
            "on Thursday",
            "May 14",
            "for two days",
        ),
        *(
            "and",
            ",",
            ".",
            "'s",
            "?",
            '"',
            ":",
            "with",
            "by video",
            "over",
            "who",
            "as",
            "that",
            "next week",
            "together",
        ),
    ),
    "zh-Hans": (
        *(
            "特朗普",
            "习近平",
            "何立峰",
            "贝森特",
            "王毅",
            "鲁比奥",
            "马克龙",
            "中美",
            "美方",
            "中方",
            "两国元首",
            "代表团",
        ),
        *(
            "会晤",
            "会谈",
            "磋商",
            "通话",
            "访华",
            "访问",
            "抵达",
            "将",
            "将于",
            "推迟",
            "取消",
            "否认",
            "前",
            "后",
            "与",
            "在",
        ),
        *(
            "釜山",
            "巴黎",
            "北京",
            "马来西亚",
            "30日",
            "周四",
            "下周",
            "，",
            "。",
            "：",
            "、",
            "「",
            "」",
            "表示",
            "不",
            "没有",
        ),
    ),
    "ko": (
        *(
            "트럼프",
            "시진핑",
            "베선트",
            "허리펑",
            "왕이",
            "루비오",
            "마크롱",
            "미중",
            "美",
            "中",
            "양국 정상",
            "대표단",
        ),
        *(
            "회담",
            "정상회담",
            "통화",
            "협상",
            "방중",
            "만나",
            "만난다",
            "도착",
            "연기",
            "취소",
            "부인",
            "앞두고",
            "뒤",
            "와",
            "서",
        ),
        *("부산", "파리", "베이징", "30일", "다음 주", "오늘", "…", ",", '"', ".", "밝혔다", "예정", "없다"),
    ),
}


@pytest.fixture(scope="session")
def coder() -> Coder:
    return coder_of(CONFIG)


def code(coder: Coder, title: str, lang: str, summary: str = "") -> Coding:
    moment = datetime(2025, 9, 24, 8, tzinfo=UTC)
    return coder.code(Entry("e", "f", "p", moment, moment, title, summary, lang=lang))


@pytest.mark.parametrize(
    ("title", "lang", "status"),
    [
        ("Rubio and Wang Yi spoke by phone on Tuesday", "en", Status.HELD),
        ("Bessent meets He Lifeng in Vienna", "en", Status.HELD),
        ("Trump will meet Xi Jinping next month", "en", Status.PLANNED),
        ("US and China to hold trade talks in Vienna next week", "en", Status.PLANNED),
        ("Hegseth may meet Dong Jun in Manila", "en", Status.SPECULATED),
        ("Trump postpones meeting with Xi Jinping", "en", Status.POSTPONED),
        ("Beijing denies Xi Jinping had a phone call with Trump", "en", Status.DENIED),
        ("王毅同鲁比奥通电话", "zh-Hans", Status.HELD),
        ("何立峰将与贝森特举行会谈", "zh-Hans", Status.PLANNED),
        ("中美经贸磋商推迟举行", "zh-Hans", Status.POSTPONED),
        ("董軍與赫格塞斯視訊通話", "zh-Hant", Status.HELD),
        ("川普取消與習近平會面", "zh-Hant", Status.CANCELLED),
        ("Beijing dismisses claim that tariff talks with Washington are happening", "en", Status.DENIED),
        ("China says there are no trade talks under way with US", "en", Status.DENIED),
        ("Rubio calls meeting with Wang Yi constructive and candid", "en", Status.HELD),
        ("Bessent off to Oslo for another round with He Lifeng", "en", Status.PLANNED),
        ("Norway to host next round of US-China trade negotiations on Monday", "en", Status.PLANNED),
        ("Trump lands in Beijing, talks with Xi still to come", "en", Status.HELD),
        ("貝森特：美中很快會舉行會談", "zh-Hant", Status.PLANNED),
        ("루비오·왕이 전화통화", "ko", Status.HELD),
        ("베선트, 다음 주 허리펑과 회담 예정", "ko", Status.PLANNED),
        ("미중 고위급 회담 연기", "ko", Status.POSTPONED),
    ],
)
def test_a_contact_of_both_sides_gets_its_status(coder: Coder, title: str, lang: str, status: Status) -> None:
    coding = code(coder, title, lang)
    assert [m.status for m in coding.mentions[:1]] == [status]


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("Wang Yi meets Lavrov in Moscow to discuss US tariffs", "en"),
        ("Trump speaks with Putin about China", "en"),
        ("Trump calls Xi a great leader", "en"),
        ("Bessent calls He Lifeng very tough", "en"),
        ("Soybean futures rise two weeks after Trump-Xi meeting in Busan", "en"),
        ("習近平會見挪威國王 美方關注", "zh-Hant"),
        ("〈股市〉川習會利多出盡 指數下跌", "zh-Hant"),
        ("미중 담판 뒤 반도체주 강세", "ko"),
        ("US senator meets Lai in Taipei as China protests", "en"),
        ("He Lifeng meets Tim Cook in Beijing, praises US firms", "en"),
        ("China calls for restraint after US strike", "en"),
        ("Wang Yi Zhelin and China beat US in basketball", "en"),
        ("王毅会见拉夫罗夫 谈美国关税", "zh-Hans"),
        ("何立峰会见美国高盛集团董事长", "zh-Hans"),
        ("中美洲议会代表团访问北京", "zh-Hans"),
        ("트럼프·푸틴 전화통화, 중국 언급", "ko"),
    ],
)
def test_what_joins_somebody_else_is_no_contact(coder: Coder, title: str, lang: str) -> None:
    assert code(coder, title, lang).mentions == ()


def test_a_rejected_entry_says_which_rule_rejected_it(coder: Coder) -> None:
    coding = code(coder, "Wang Yi meets Lavrov in Moscow to discuss US tariffs", "en")
    assert coding.verdict is Verdict.THIRD_PARTY


def test_evidence_quotes_the_entry_at_its_offsets(coder: Coder) -> None:
    title = "盧比歐與王毅通電話"
    coding = code(coder, title, "zh-Hant")
    assert coding.evidence
    assert [e.text for e in coding.evidence] == [title[e.start : e.end] for e in coding.evidence]


def test_an_office_resolves_to_its_holder_on_the_day_of_the_entry(coder: Coder) -> None:
    coding = code(coder, "US Treasury Secretary meets He Lifeng in Vienna", "en")
    assert [p.actor for p in coding.mentions[0].us] == ["scott-bessent"]


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Trump to meet with Xi Thursday", Status.PLANNED),
        ("Rubio speaks with Wang Friday on Taiwan", Status.HELD),
        ("Wang Yibo meets Rubio in Los Angeles", None),
        ("Ricky Rubio, Wang Zhelin meet again for charity", None),
    ],
)
def test_a_surname_belongs_to_the_name_beside_it(coder: Coder, title: str, status: Status | None) -> None:
    mentions = code(coder, title, "en").mentions
    assert (mentions[0].status if mentions else None) is status


@pytest.mark.parametrize(
    ("title", "summary", "mode"),
    [
        ("Wang Yi speaks with Rubio", "It was their second phone conversation.", Mode.PHONE),
        ("Wang Yi speaks with Rubio", "The video call lasted an hour.", Mode.VIDEO),
        ("Wang Yi speaks with Rubio", "They sat down in Vienna.", Mode.TALKS),
    ],
)
def test_how_they_spoke_is_taken_from_the_whole_entry(coder: Coder, title: str, summary: str, mode: Mode) -> None:
    assert code(coder, title, "en", summary).mentions[0].mode is mode


def test_the_owner_of_another_trip_takes_no_part_in_the_talks(coder: Coder) -> None:
    said = "American and Chinese officials hold talks in Oslo ahead of Trump's Beijing visit"
    assert [person.name for person in code(coder, said, "en").mentions[0].us] == ["US officials"]


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("就日内瓦会谈共识在伦敦磋商", "London"),
        ("就日内瓦共识磋商", None),
        ("talks on the geneva deal in london", "London"),
        ("talks in geneva on a deal", "Geneva"),
        ("they spoke, and stocks in london rose", None),
        ("implement the paris consultation outcome", None),
        ("nairobi, kenya, mar 17 - the two met in madrid", "Madrid"),
        ("제네바 정상회담 합의를 착실히 이행하자고", None),
        ("(방콕=연합뉴스) 두 사람은 쿠알라룸푸르에서 만났다", "Kuala Lumpur"),
        ("told reporters at the white house that he met them", None),
        ("the war required him to stay in washington", None),
        ("the working group last convened in qingdao in the fall", None),
    ],
)
def test_a_place_that_is_not_the_contacts_own_is_none(text: str, spot: str | None) -> None:
    assert place.find(text) == spot


@pytest.mark.parametrize(
    ("texts", "spot"),
    [
        (["us, china hold talks", "kuala lumpur, oct 26 (reuters) - the talks ended"], "Kuala Lumpur"),
        (["talks in madrid", "nairobi, kenya, mar 17 - the talks ended"], "Madrid"),
        (["talks end", "seoul, may 13 (yonhap) - he then flew to beijing"], "Seoul"),
    ],
)
def test_where_a_dispatch_was_sent_from_comes_after_a_city_abroad(texts: list[str], spot: str) -> None:
    assert place.of_entry(texts) == spot


def test_an_envoy_named_is_not_the_ambassador(coder: Coder) -> None:
    said = "Scott Bessent met Beijing's envoy Li Chenggang in Kuala Lumpur"
    assert [person.name for person in code(coder, said, "en").mentions[0].cn] == ["Li Chenggang"]


@pytest.mark.parametrize("lang", FRAGMENTS)
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_no_row_of_names_verbs_and_places_is_too_much_for_the_coder(
    coder: Coder, lang: str, data: st.DataObject
) -> None:
    row = st.lists(st.sampled_from(FRAGMENTS[lang]), max_size=12)
    joint = " " if lang in {"en", "ko"} else ""
    title, summary = (joint.join(data.draw(row)) for _ in range(2))
    coding = code(coder, title, lang, summary)
    assert coding.verdict is not Verdict.UNREADABLE, coding.rule


def test_a_city_abroad_elsewhere_in_the_text_is_no_host_of_a_visit(coder: Coder) -> None:
    summary = (
        "The French president sat down with Xi Jinping at the start of a state visit. Officials in Paris were upbeat."
    )
    coding = code(coder, "Macron gets the Great Hall treatment, and a lecture on American duties", "en", summary)
    assert (coding.verdict, coding.mentions) == (Verdict.THIRD_PARTY, ())


def test_an_entry_on_which_the_coder_errs_says_where_and_is_no_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = coder_of(CONFIG)
    monkeypatch.setattr(broken, "_reader", None)
    coding = code(broken, "Rubio meets Wang Yi in Lima", "en")
    assert coding.verdict is Verdict.UNREADABLE
    assert coding.rule.startswith("coder.failed: AttributeError")
    assert "coding.py:" in coding.rule
    assert code(broken, "Stocks rise in Tokyo", "en").verdict is Verdict.NO_CONTACT_WORD
