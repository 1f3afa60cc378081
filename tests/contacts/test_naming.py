"""Who takes part: by name, by office on the day, by group, and of each side at least the country."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from watchbot.commands.detect import coder_of
from watchbot.contacts import Coder
from watchbot.model import Entry, Mention

DAY = datetime(2026, 1, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return coder_of(Path(__file__).parents[2] / "config")


def read(coder: Coder, title: str, lang: str, day: datetime = DAY, summary: str = "") -> Mention:
    return coder.code(Entry("e", "f", "p", day, day, title, summary, lang=lang)).mentions[0]


@pytest.mark.parametrize(
    ("title", "lang", "us", "cn"),
    [
        ("미중 국방장관, 리마서 회담", "ko", ["Pete Hegseth"], ["Dong Jun"]),
        ("中美外长在利马会晤", "zh-Hans", ["Marco Rubio"], ["Wang Yi"]),
        ("US, Chinese defense chiefs meet in Lima", "en", ["Pete Hegseth"], ["Dong Jun"]),
        ("Foreign ministers of US, China speak by phone", "en", ["Marco Rubio"], ["Wang Yi"]),
        ("中美两军在利马举行会议", "zh-Hans", ["US military"], ["Chinese military"]),
        ("何立峰與美方磋商", "zh-Hant", ["US side"], ["He Lifeng"]),
        ("貝何會利馬登場", "zh-Hant", ["Scott Bessent"], ["He Lifeng"]),
        ("何立峰与贝森特和格里尔举行视频通话", "zh-Hans", ["Scott Bessent", "Jamieson Greer"], ["He Lifeng"]),
        ("Trump officials meet He Lifeng in Lima", "en", ["US officials"], ["He Lifeng"]),
        ("Trump trade chief Greer meets He Lifeng", "en", ["Jamieson Greer"], ["He Lifeng"]),
        ("He, Bessent and Greer meet in Lima", "en", ["Scott Bessent", "Jamieson Greer"], ["He Lifeng"]),
        ("公安部长会见美国联邦调查局局长", "zh-Hans", ["Kash Patel"], ["Wang Xiaohong"]),
        ("Premier meets bipartisan US Senate delegation", "en", ["US Senate delegation"], ["Li Qiang"]),
        ("Navies of China, US hold talks on safety at sea", "en", ["US navy"], ["Chinese navy"]),
        ("Greer aide sees Chinese negotiators in Lima", "en", ["US aide"], ["Chinese negotiators"]),
        ("리창 총리, 미 상원의원단 접견", "ko", ["US Senate delegation"], ["Li Qiang"]),
    ],
)
def test_posts_and_groups_are_named_as_people_know_them(
    coder: Coder, title: str, lang: str, us: list[str], cn: list[str]
) -> None:
    mention = read(coder, title, lang)
    assert ([p.name for p in mention.us], [p.name for p in mention.cn]) == (us, cn)


def test_the_same_words_mean_whoever_held_the_post_that_day(coder: Coder) -> None:
    title, then = "US secretary of state meets Chinese foreign minister in Lima", datetime(2023, 6, 1, tzinfo=UTC)
    assert [p.actor for p in read(coder, title, "en", then).us] == ["antony-blinken"]
    assert [p.actor for p in read(coder, title, "en").us] == ["marco-rubio"]


def test_an_inauguration_names_the_side_and_not_the_president_who_leaves(coder: Coder) -> None:
    mention = read(coder, "韩正将出席美国总统就职典礼", "zh-Hans", datetime(2025, 1, 17, 8, tzinfo=UTC))
    assert [p.name for p in mention.us] == ["US side"]


def test_a_special_envoy_stands_for_nobody_but_himself(coder: Coder) -> None:
    said = "Xi's special representative Han Zheng meets Vance in Lima"
    assert [p.name for p in read(coder, said, "en").cn] == ["Han Zheng"]


def test_a_side_of_which_nobody_is_named_is_called_just_that(coder: Coder) -> None:
    assert [p.name for p in read(coder, "트럼프, 내달 14일 방중", "ko").cn] == ["Chinese side"]


@pytest.mark.parametrize(
    ("title", "summary", "lang", "us", "cn"),
    [
        (
            "US, China talks open in Lima",
            "Both delegations arrived at dawn.",
            "en",
            "US delegation",
            "Chinese delegation",
        ),
        ("中美在利马磋商", "两国经贸团队谈了两天。", "zh-Hans", "US team", "Chinese team"),
        ("미·중, 리마서 협상", "양국 고위급 대표단이 마주 앉았다.", "ko", "US delegation", "Chinese delegation"),
    ],
)
def test_a_bare_side_is_the_group_that_the_text_speaks_of(
    coder: Coder, title: str, summary: str, lang: str, us: str, cn: str
) -> None:
    mention = read(coder, title, lang, summary=summary)
    assert ([p.name for p in mention.us], [p.name for p in mention.cn]) == ([us], [cn])


def test_a_named_official_is_not_replaced_by_his_delegation(coder: Coder) -> None:
    mention = read(coder, "Bessent, He Lifeng hold talks in Lima", "en", summary="Both delegations arrived at dawn.")
    assert [p.name for p in (*mention.us, *mention.cn)] == ["Scott Bessent", "He Lifeng"]


def test_who_came_along_takes_part(coder: Coder) -> None:
    mention = read(coder, "Bessent, joined by Ambassador Greer, spoke with He Lifeng by video", "en")
    assert {p.name for p in mention.us} == {"Scott Bessent", "Jamieson Greer"}


def test_all_who_are_listed_with_one_who_joined_take_part(coder: Coder) -> None:
    joined = "Trade envoys Jamieson Greer and Li Chenggang joined them."
    mention = read(coder, "Bessent, He Lifeng hold talks in Lima", "en", summary=joined)
    assert {p.name for p in (*mention.us, *mention.cn)} == {
        "Scott Bessent",
        "Jamieson Greer",
        "He Lifeng",
        "Li Chenggang",
    }
    led = "He Lifeng led for China, joined by Wang Wentao and Li Chenggang. Across the table sat Scott Bessent."
    mention = read(coder, "Talks open in Lima", "en", summary=led)
    assert {p.name for p in mention.cn} == {"He Lifeng", "Wang Wentao", "Li Chenggang"}


def test_a_surname_that_many_bear_names_nobody_by_itself(coder: Coder) -> None:
    mention = read(coder, "Air Force One lands in Beijing with Musk and Huang in tow", "en")
    assert [p.name for p in mention.cn] == ["Beijing"]


@pytest.mark.parametrize(
    ("title", "lang", "name"),
    [
        ("Li Qiang receives American senators in Beijing", "en", "US senators"),
        ("王毅会见五位美国众议员", "zh-Hans", "US House members"),
        ("왕이, 미국 상원의원 5명 접견", "ko", "US senators"),
    ],
)
def test_more_than_one_lawmaker_is_said_in_the_plural(coder: Coder, title: str, lang: str, name: str) -> None:
    assert name in {p.name for p in read(coder, title, lang).us}


def test_the_adviser_of_a_president_is_not_the_president(coder: Coder) -> None:
    mention = read(coder, "Xi meets Trump's Treasury secretary in Beijing", "en")
    assert [p.name for p in mention.us] == ["Scott Bessent"]


def test_who_greets_a_president_at_the_airport_does_not_take_his_place(coder: Coder) -> None:
    mention = read(coder, "Air Force One lands in Beijing, Han Zheng at the airport", "en")
    assert "Donald Trump" in {p.name for p in mention.us}


def test_a_lawmaker_who_leads_others_is_named_with_his_delegation(coder: Coder) -> None:
    led = read(coder, "李强会见美国联邦参议员戴恩斯一行", "zh-Hans")
    assert [p.name for p in led.us] == ["Steve Daines", "delegation of US senators"]
    assert [p.name for p in read(coder, "Li Qiang meets Senator Daines", "en").us] == ["Steve Daines"]


def test_a_speaker_named_elsewhere_takes_no_part_in_the_leaders_call(coder: Coder) -> None:
    then = datetime(2022, 7, 29, tzinfo=UTC)
    title, summary = "拜登习近平通电话逾两小时", "两国元首28日通话。佩洛西是否访台未获证实。"
    assert [p.name for p in read(coder, title, "zh-Hans", then, summary).us] == ["Joe Biden"]


def test_before_an_inauguration_a_word_for_the_two_leaders_names_the_one_elect(coder: Coder) -> None:
    then = datetime(2025, 1, 17, tzinfo=UTC)
    assert [p.name for p in read(coder, "트럼프·시진핑 통화", "ko", then).us] == ["Donald Trump"]
    assert [p.name for p in read(coder, "中美元首通话", "zh-Hans", then).us] == ["Joe Biden"]


def test_whoever_lands_in_a_city_is_received_by_the_other_side(coder: Coder) -> None:
    assert [p.name for p in read(coder, "Bessent lands in Shenzhen", "en").cn] == ["Chinese side"]


def test_two_heads_of_state_are_both_leaders_though_one_is_named(coder: Coder) -> None:
    title = "Ministry on the supposed call with Trump"
    summary = "Guo Jiakun said the two heads of state had not talked."
    assert [p.name for p in read(coder, title, "en", summary=summary).cn] == ["Xi Jinping"]


def test_whose_word_is_still_out_takes_no_part(coder: Coder) -> None:
    title = "中美会谈第二天 贝森特称待特朗普拍板"
    assert "Donald Trump" not in [p.name for p in read(coder, title, "zh-Hans").us]


def test_a_call_of_the_leaders_is_not_how_their_advisers_met(coder: Coder) -> None:
    then = datetime(2024, 8, 28, tzinfo=UTC)
    title, summary = "王毅、沙利文谈了十多小时", "外界推测年底可能安排一次元首通话。"
    assert read(coder, title, "zh-Hans", then, summary).mode.value == "talks"


def test_whom_else_lawmakers_see_on_their_visit_takes_part(coder: Coder) -> None:
    title, summary = "He Lifeng hosts Daines in Beijing", "The senator is also to see Premier Li Qiang."
    visit = read(coder, title, "en", summary=summary)
    assert ([p.name for p in visit.cn], visit.status.value) == (["He Lifeng", "Li Qiang"], "held")


def test_a_quotation_names_nobody_who_met(coder: Coder) -> None:
    met = read(coder, '시진핑, 루비오 만나 "중미는 적 아닌 동반자"', "ko")
    assert [p.name for p in met.cn] == ["Xi Jinping"]


def test_where_korean_says_that_they_met_is_not_who_met(coder: Coder) -> None:
    met = read(coder, "시진핑 중국 국가주석이 베이징 인민대회당에서 루비오 미 국무장관을 접견했다", "ko")
    assert [p.name for p in met.cn] == ["Xi Jinping"]


def test_leaders_for_whom_ministers_prepare_do_not_meet_with_them(coder: Coder) -> None:
    title, summary = "贝森特周四会何立峰 为川习会暖身", "美国财政部表示，会谈9至10日在日内瓦举行。"
    met = read(coder, title, "zh-Hans", summary=summary)
    assert ([p.name for p in met.us], [p.name for p in met.cn]) == (["Scott Bessent"], ["He Lifeng"])


def test_who_hosts_both_sides_says_where(coder: Coder) -> None:
    assert read(coder, "Sweden to welcome US and Chinese negotiators next week", "en").place == "Sweden"


def test_talks_that_prepare_the_leaders_meeting_are_not_the_leaders(coder: Coder) -> None:
    met = read(coder, "US and China begin trade talks in Malaysia to pave way for leaders' meeting", "en")
    assert ([p.actor for p in met.us], [p.actor for p in met.cn], met.status.value) == ([None], [None], "held")


@pytest.mark.parametrize(
    ("title", "summary", "lang", "name"),
    [
        ("Trump lands in Beijing", "He was met on the tarmac by Vice President Han Zheng.", "en", "Han Zheng"),
        ("川普抵達北京 韓正到機場接機", "", "zh-Hant", "Han Zheng"),
        ("트럼프, 베이징 도착", "한정 부주석이 공항에서 영접했다.", "ko", "Han Zheng"),
        ("Bessent, He Lifeng meet in Lima", "Jamieson Greer also attended.", "en", "Jamieson Greer"),
        ("贝森特与何立峰在利马会谈", "格里尔也出席。", "zh-Hans", "Jamieson Greer"),
        ("베선트·허리펑, 리마서 회담", "그리어 대표도 배석했다.", "ko", "Jamieson Greer"),
    ],
)
def test_who_else_is_there_takes_part(coder: Coder, title: str, summary: str, lang: str, name: str) -> None:
    mention = read(coder, title, lang, summary=summary)
    assert name in {p.name for p in (*mention.us, *mention.cn)}


def test_of_whom_a_ministry_says_that_they_will_meet_all_meet(coder: Coder) -> None:
    title = "Stocks up after Treasury says Bessent, Greer will meet He Lifeng"
    assert [p.name for p in read(coder, title, "en").us] == ["Scott Bessent", "Jamieson Greer"]


def test_the_trip_that_a_meeting_prepares_does_not_lead(coder: Coder) -> None:
    title = "Bessent heads to Lima to smooth path for Trump's China trip"
    mention = read(coder, title, "en", summary="The Treasury secretary will see Vice Premier He Lifeng on Sunday.")
    assert [p.name for p in (*mention.us, *mention.cn)] == ["Scott Bessent", "He Lifeng"]
    first = read(coder, "베선트·허리펑, 오늘 리마서 회동…미중 정상회담 막판 조율", "ko")
    assert [p.name for p in (*first.us, *first.cn)] == ["Scott Bessent", "He Lifeng"]


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("US and China hold first trade talks of Trump's second term in Lima", "en"),
        ("中美在利马举行特朗普第二任期首次高层会谈", "zh-Hans"),
        ("미국과 중국이 트럼프 2기 행정부 출범 후 처음으로 리마에서 고위급 회담을 열었다", "ko"),
    ],
)
def test_a_term_of_office_brings_nobody_to_the_talks(coder: Coder, title: str, lang: str) -> None:
    mention = read(coder, title, lang)
    assert not [p.actor for p in (*mention.us, *mention.cn) if p.actor]


def test_a_city_that_belongs_to_one_meeting_is_not_that_of_the_other(coder: Coder) -> None:
    entry = Entry("e", "f", "p", DAY, DAY, "오늘 베선트·허리펑 서울 회담…내일 미중 정상회담 시작", lang="ko")
    assert [m.place for m in coder.code(entry).mentions] == ["Seoul", None]


@pytest.mark.parametrize(
    ("title", "summary", "lang"),
    [
        ("Bessent, He Lifeng speak by video", "US Trade Representative Jamieson Greer dialed in as well.", "en"),
        ("Bessent to meet He Lifeng in Lima", "Jamieson Greer is going too.", "en"),
        ("貝森特與何立峰視訊會談", "葛里爾也上線。", "zh-Hant"),
        ("베선트·허리펑 화상 회담", "그리어 대표도 참여했다.", "ko"),
    ],
)
def test_who_dials_in_or_goes_too_takes_part(coder: Coder, title: str, summary: str, lang: str) -> None:
    mention = read(coder, title, lang, summary=summary)
    assert [p.name for p in mention.us] == ["Scott Bessent", "Jamieson Greer"]


def test_a_place_that_is_called_like_a_senator_is_nobody(coder: Coder) -> None:
    title = "China and US begin fourth round of trade talks in Madrid"
    mention = read(coder, title, "en", summary="He Lifeng and Scott Bessent met at the Palacio de Santa Cruz.")
    assert [p.name for p in mention.us] == ["Scott Bessent"]


@pytest.mark.parametrize(
    ("title", "summary", "lang"),
    [
        ("Bessent and He Lifeng open talks in Zurich", "Warner stock rose as Larsen and Hassan cut forecasts.", "en"),
        ("贝森特与何立峰在苏黎世会谈", "沙欣和卡西迪两家公司股价上涨。", "zh-Hans"),
        ("베선트·허리펑 취리히 회담", "캐시디와 머클리 주가가 올랐다.", "ko"),
    ],
)
def test_a_surname_of_congress_is_nobody_where_the_entry_is_not_of_congress(
    coder: Coder, title: str, summary: str, lang: str
) -> None:
    mention = read(coder, title, lang, summary=summary)
    assert [p.name for p in mention.us] == ["Scott Bessent"]


@pytest.mark.parametrize(
    ("title", "summary", "lang", "names"),
    [
        ("Reps. Larsen and LaHood meet Li Qiang in Beijing", "", "en", ["Rick Larsen", "Darin LaHood"]),
        ("Li Qiang receives Senators Wicker, Rosen", "", "en", ["Roger Wicker", "Jacky Rosen"]),
        ("李强会见美国众议员拉森", "", "zh-Hans", ["Rick Larsen"]),
        ("리창, 라후드·라슨 하원의원 접견", "", "ko", ["Darin LaHood", "Rick Larsen"]),
    ],
)
def test_a_surname_of_congress_is_the_member_behind_a_title(
    coder: Coder, title: str, summary: str, lang: str, names: list[str]
) -> None:
    mention = read(coder, title, lang, summary=summary)
    assert {p.name for p in mention.us} >= set(names)


def test_a_chief_diplomat_is_the_adviser_where_the_entry_names_him(coder: Coder) -> None:
    summary = "백악관은 설리번 보좌관과 왕이 부장이 몰타에서 회담했다고 발표했다."
    mention = read(coder, "美·中 외교수장 '몰타 회동'", "ko", datetime(2023, 9, 18, 8, tzinfo=UTC), summary=summary)
    assert [p.name for p in mention.us] == ["Jake Sullivan"]


def test_the_two_presidents_are_the_leaders_where_only_the_capitals_are_named(coder: Coder) -> None:
    mention = read(
        coder, "What a call bought Washington and Beijing", "en", summary="The two presidents spoke on Monday."
    )
    assert {p.name for p in (*mention.us, *mention.cn)} == {"Donald Trump", "Xi Jinping"}


def test_who_only_listened_to_an_official_takes_no_part(coder: Coder) -> None:
    mention = read(coder, "Bessent told a Senate panel he would meet He Lifeng in Vienna", "en")
    assert [p.name for p in mention.us] == ["Scott Bessent"]
