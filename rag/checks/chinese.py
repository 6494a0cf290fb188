"""Chinese text without spaces: where its listed words are, and which stretches spell a foreign name."""

from dataclasses import dataclass
from functools import lru_cache

from rag.checks.frequency import zipf
from rag.checks.words import HAN, words

_LONGEST = 4
_LISTED = 3.0
# The characters that Chinese spells foreign names with (after the tables of the Xinhua News Agency).
SPELLING = frozenset(
    "阿埃艾安昂奥巴白拜班邦包保鲍贝本比彼边别宾波伯勃博卜布查柴昌楚茨达戴丹道德登邓迪蒂丁杜敦多厄恩尔法凡范菲费芬丰冯夫弗"
    "福盖甘冈高戈格根贡古瓜圭哈海汉豪赫亨洪胡华怀惠霍基吉加贾简杰金喀卡凯坎康考科克肯孔库夸奎昆拉腊莱赖兰朗劳勒雷黎里利莉"
    "丽连廉列林琳龙隆娄卢鲁伦罗洛吕马玛迈麦曼芒毛梅门蒙米密敏缪摩莫默姆穆娜纳奈南瑙内尼妮宁纽农努诺欧帕潘庞培佩彭蓬皮平"
    "珀普奇齐契恰钱乔切琴琼丘热仁茹儒若撒萨赛桑瑟森沙尚绍舍申圣施史斯朔丝松苏绥索塔泰坦汤唐陶特腾提廷图托瓦万旺威韦维魏"
    "温文翁沃乌武西希锡席夏香肖歇谢辛欣兴休许逊雅亚扬耶叶伊因英尤约赞泽曾扎詹哲珍芝朱茱兹祖佐巧什墨黛妲婭妮丝蒂赛翰"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, in Chinese too."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=128)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text` in order, runs of Chinese characters divided."""
    found: list[Token] = []
    for word in words(text):
        at = word.start
        for piece in segments(word.text) if HAN.match(word.text) else (word.text,):
            found.append(Token(piece, at, at + len(piece)))
            at += len(piece)
    return tuple(found)


@lru_cache(maxsize=512)
def segments(run: str) -> tuple[str, ...]:
    """The run cut into its longest listed words; what is not listed stays single characters."""
    found, at = [], 0
    while at < len(run):
        size = next(
            (n for n in range(min(_LONGEST, len(run) - at), 1, -1) if zipf(run[at : at + n], "zh") >= _LISTED), 1
        )
        found.append(run[at : at + size])
        at += size
    return tuple(found)
