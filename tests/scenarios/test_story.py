"""Stories: steps within steps, acts below the step that goes on, the failed step marked."""

import pytest

from scenarios.page import Page
from scenarios.story import Story

PAGE = Page("<h1>首页</h1>", "http://127.0.0.1/", 200)


def test_acts_are_told_below_the_step_that_goes_on() -> None:
    story = Story()
    hands = story.listener("考生 张三")
    with story.step("考生 张三", "enrolls"):
        hands.acted("opens /", PAGE, 0.1)
        with story.step("考生 张三", "fills in the city"):
            hands.acted("presses 提交", PAGE, 0.2)

    (step,) = story.steps
    assert [act.words for act in step.acts] == ["opens /"]
    assert [(inner.words, [act.words for act in inner.acts]) for inner in step.steps] == [
        ("fills in the city", ["presses 提交"])
    ]
    assert story.last_page is PAGE


def test_acts_outside_any_step_are_told_person_by_person() -> None:
    story = Story()
    first, second = story.listener("张三"), story.listener("李四")
    for hands in (first, first, second, first):
        hands.acted("looks", PAGE, 0.1)

    assert [(step.actor, len(step.acts)) for step in story.steps] == [("张三", 2), ("李四", 1), ("张三", 1)]


def test_an_act_after_a_step_is_not_told_as_part_of_it() -> None:
    story = Story()
    with story.step("张三", "waits"):
        pass
    story.listener("张三").acted("looks", PAGE, 0.1)

    assert [(step.words, len(step.acts)) for step in story.steps] == [("waits", 0), ("", 1)]


def test_every_step_around_a_failure_is_marked_and_the_story_goes_on() -> None:
    story = Story()
    with pytest.raises(ValueError, match="no"), story.step("张三", "enrolls"), story.step("张三", "submits"):
        raise ValueError("no")
    with story.step("张三", "leaves"):
        pass

    assert [(step.words, step.failed) for step in story.steps] == [("enrolls", True), ("leaves", False)]
    assert story.steps[0].steps[0].failed
    assert story.words().splitlines()[0].startswith("✗ 张三 enrolls")


def test_pictures_of_steps_are_taken_only_when_wished_for() -> None:
    taken: list[int] = []

    def camera() -> bytes:
        taken.append(1)
        return b"picture"

    for wished in (False, True):
        story = Story(pictures_of_steps=wished)
        story.listener("张三", camera).acted("looks", PAGE, 0.1)
        assert story.pictures == ((b"picture",) if wished else ())
        assert story.steps[0].as_json()["acts"][0]["pictured"] is wished
    assert len(taken) == 1
