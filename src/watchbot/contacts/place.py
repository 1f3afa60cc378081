"""Places: the cities where contacts happen, with the country that contains them."""

import re

CITIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "Beijing": (
        "China",
        ("beijing", "chinese capital", "北京", "베이징", "great hall of the people", "人民大会堂", "访京", "抵京"),
    ),
    "Shanghai": ("China", ("shanghai", "上海", "상하이")),
    "Shenzhen": ("China", ("shenzhen", "深圳", "선전에서")),
    "Washington": (
        "United States",
        ("washington", "us capital", "u.s. capital", "american capital", "华盛顿", "华府", "워싱턴"),
    ),
    "New York": ("United States", ("new york", "纽约", "뉴욕")),
    "San Francisco": ("United States", ("san francisco", "旧金山", "三藩市", "샌프란시스코")),
    "Mar-a-Lago": ("United States", ("mar-a-lago", "海湖庄园", "마러라고")),
    "Honolulu": ("United States", ("honolulu", "hawaii", "檀香山", "夏威夷", "하와이")),
    "Anchorage": ("United States", ("anchorage", "alaska", "安克雷奇", "앵커리지")),
    "Geneva": ("Switzerland", ("geneva", "日内瓦", "제네바")),
    "London": ("Britain", ("london", "british capital", "lancaster house", "伦敦", "런던")),
    "Stockholm": (
        "Sweden",
        ("stockholm", "swedish capital", "rosenbad", "swedish government", "斯德哥尔摩", "瑞典首都", "스톡홀름"),
    ),
    "Madrid": ("Spain", ("madrid", "spanish capital", "马德里", "마드리드")),
    "Paris": ("France", ("paris", "french capital", "巴黎", "파리에서", "파리")),
    "Kuala Lumpur": ("Malaysia", ("kuala lumpur", "in kl", "malaysian capital", "吉隆坡", "쿠알라룸푸르")),
    "Busan": ("South Korea", ("busan", "釜山", "부산")),
    "Gyeongju": ("South Korea", ("gyeongju", "庆州", "경주")),
    "Jeju": ("South Korea", ("jeju", "济州", "제주")),
    "Seoul": ("South Korea", ("seoul", "首尔", "서울")),
    "Incheon": ("South Korea", ("incheon", "仁川", "인천")),
    "Davos": ("Switzerland", ("davos", "达沃斯", "다보스")),
    "Zurich": ("Switzerland", ("zurich", "苏黎世", "취리히")),
    "Munich": ("Germany", ("munich", "慕尼黑", "뮌헨")),
    "Singapore": ("Singapore", ("singapore", "新加坡", "싱가포르")),
    "Lima": ("Peru", ("lima", "利马", "리마")),
    "Bali": ("Indonesia", ("bali", "巴厘岛", "峇里", "발리")),
    "Vientiane": ("Laos", ("vientiane", "万象")),
    "Valletta": ("Malta", ("malta", "马耳他", "马尔他", "몰타")),
    "Vienna": ("Austria", ("vienna", "维也纳", "빈에서")),
    "Bangkok": ("Thailand", ("bangkok", "曼谷", "방콕")),
    "Johannesburg": ("South Africa", ("johannesburg", "约翰内斯堡")),
    "Manila": ("Philippines", ("in manila", "马尼拉", "마닐라에서")),
    "Miami": ("United States", ("miami", "迈阿密", "마이애미")),
    "Osaka": ("Japan", ("osaka", "大阪", "오사카")),
    "Rome": ("Italy", ("rome", "罗马")),
}
COUNTRY_WORDS = {
    "Switzerland": ("switzerland", "swiss", "瑞士", "스위스"),
    "Malaysia": ("malaysia", "马来西亚", "말레이시아", "말레이"),
    "Sweden": ("sweden", "瑞典", "스웨덴"),
    "Spain": ("spain", "西班牙", "스페인"),
    "South Korea": ("south korea", "韩国", "南韩"),
    "Britain": ("britain", "英国"),
    "France": ("france", "法国"),
}
_CITY_OF = {word: city for city, (_, words) in CITIES.items() for word in words}
_COUNTRY_OF = {city: country for city, (country, _) in CITIES.items()}
_ANY = re.compile(
    "|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in sorted(_CITY_OF, key=len, reverse=True))
)
_CAPITALS = {"Beijing", "Washington"}
_AT = re.compile(r"(?:\b(?:in|at|to|for|from|visits?|visit to)\s(?:the\s)?|在|于|赴|往|到|抵|访问?|飞|达)$")


def find(folded: str) -> str | None:
    """The first city of a text; the two capitals, which also mean their governments, only where somebody is there."""
    for match in _ANY.finditer(folded):
        city = _CITY_OF[match.group()]
        if city not in _CAPITALS:
            return city
        after = folded[match.end() : match.end() + 4]
        if (
            match.group() in {"访京", "抵京", "人民大会堂", "great hall of the people"}
            or _AT.search(folded[max(0, match.start() - 12) : match.start()])
            or after.startswith(("에서", "行", "举", "会"))
        ):
            return city
    return None


def agree(one: str | None, other: str | None) -> bool:
    """Whether two places can be the same: unknown agrees with all, otherwise the city or its country must fit."""
    return one is None or other is None or one == other


def country(city: str) -> str | None:
    """The country of a known city."""
    return _COUNTRY_OF.get(city)
