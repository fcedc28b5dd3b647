"""When a phrase says the same as its annotation, in the words of its language."""

from __future__ import annotations

import pytest

from pipeline.accuracy.about import compare


@pytest.mark.parametrize(
    ("language", "wanted", "got", "same"),
    [
        ("en", "the children", "children", True),
        ("en", "children", "children of Kenya", True),
        ("en", "children", "young children in schools", True),
        ("en", "children", "children’s schools", False),
        ("en", "children", "adults", False),
        ("en", "children", "", False),
        ("fr", "les enfants", "enfants de Lomé", True),
        ("fr", "l’aide", "aide", True),
        ("es", "las niñas", "niñas en escuelas", True),
        ("ru", "дети", "дети из сельских районов", True),
        ("ar", "الأطفال", "الأطفال في المدارس", True),
        ("zh", "儿童", "农村儿童", True),
        ("zh", "儿童", "儿童教育", False),
    ],
)
def test_a_phrase_may_be_longer_if_its_head_is_the_same(
    language: str, wanted: str, got: str, *, same: bool
) -> None:
    cells = compare("percentage", {"of": wanted}, {"of": got}, language)["of"]
    assert cells.right == same
