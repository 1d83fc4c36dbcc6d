"""Projection, arcs, merging and labels follow the rules of the drawing."""

import math

import pytest

from foundation import charts, labels, projection
from foundation.world_map import (
    MOST_ALIKE,
    Arc,
    Place,
    browse_band,
    control_point,
    curvature,
    home_band,
    merged,
    plate,
    with_links,
)

KAYES = Place(14.4, -11.4, "Kayes", url="/kayes/", priority=9)
FRANCE = Place(48.9, 2.4, "France", state="partner", priority=8)
SENEGAL = Place(14.7, -17.4, "Senegal", priority=7)


@pytest.mark.parametrize(("longitude", "latitude", "x", "y"), [
    (0, 0, 0, 0),
    (180, 0, 2.706629, 0),
    (0, 90, 0, 1.317362),
    # The published length of the pole line: 0.59247 of the equator.
    (180, 90, 2.706629 * 0.59247, 1.317362),
])  # fmt: skip
def test_equal_earth_at_known_points(longitude, latitude, x, y):
    assert projection.equal_earth(longitude, latitude) == pytest.approx((x, y), abs=2e-4)


def test_equal_earth_keeps_areas():
    def cell(west, south):
        ring = [(west, south), (west + 2, south), (west + 2, south + 2), (west, south + 2)]
        return projection.area([projection.equal_earth(x, y) for x, y in ring])

    def on_sphere(south):
        return math.radians(2) * (math.sin(math.radians(south + 2)) - math.sin(math.radians(south)))

    for south in (0, 30, 50):
        assert cell(20, south) == pytest.approx(on_sphere(south), rel=0.005)


def test_azimuthal_keeps_the_middle_and_distances_from_it():
    assert projection.azimuthal(10, 20, (10, 20)) == pytest.approx((0, 0))
    x, y = projection.azimuthal(0, 90, (0, 0))
    assert (x, y) == pytest.approx((0, math.sqrt(2)))


def test_bands_have_their_size_and_hold_their_corners():
    for band in (charts.HOME, charts.BROWSE):
        assert band.project(band.west, 0)[0] == pytest.approx(0)
        assert band.project(band.east, 0)[0] == pytest.approx(band.width)
        assert band.project(0, band.north)[1] == pytest.approx(0)
        assert band.project(0, band.south)[1] == pytest.approx(band.height, abs=6)


def test_control_point_lies_towards_the_top_of_the_map():
    assert control_point((0, 0), (100, 0), 0.2) == pytest.approx((50, -40))
    assert control_point((100, 0), (0, 0), 0.2) == pytest.approx((50, -40))


def test_curvature_by_length_and_repeat():
    assert curvature(40, 1280) == 0.5
    assert curvature(300, 1280) == 0.2
    assert 0.12 <= curvature(800, 1280) <= 0.16
    assert curvature(300, 1280, repeat=2) == pytest.approx(0.32)


def test_same_pair_twice_is_drawn_apart():
    drawing = home_band([], [Arc(KAYES, FRANCE), Arc(FRANCE, KAYES, "movement")])
    paths = {route.path for route in drawing.routes}
    assert len(paths) == 2
    assert [route.kind for route in drawing.routes] == ["partnership", "movement"]


def test_many_ties_of_one_pair_stay_few_lines_and_the_name_says_how_many_are_drawn():
    places = [Place(10 * n, 10 * n, str(n)) for n in range(5)]
    drawing = home_band(places, [Arc(KAYES, FRANCE)] * 50)
    assert len({route.path for route in drawing.routes}) == len(drawing.routes) == MOST_ALIKE
    assert f"{MOST_ALIKE} ties" in drawing.name


def test_near_points_merge_into_one_with_a_count():
    near = [Place(14.4, -11.4, "Kayes", priority=2), Place(14.6, -11.6, "Beside", priority=1), FRANCE]
    points = home_band(near).points
    assert sorted(point.count for point in points) == [1, 2]
    assert next(point for point in points if point.count == 2).label == "Kayes"


def test_filtered_out_points_never_swallow_a_shown_one():
    points = home_band([Place(14.4, -11.4, "Shown"), Place(14.5, -11.4, "Hidden", state="muted", priority=9)]).points
    assert {point.state for point in points} == {"practice", "muted"}
    assert all(point.count == 1 for point in points)


def test_merging_leaves_points_apart_alone():
    points = home_band([KAYES, FRANCE]).points
    assert merged(points, 14) == sorted(points, key=lambda point: -point.radius)


def test_links_whose_circles_meet_are_not_both_links():
    close = home_band([Place(14.4, -11.4, "A", url="/a/", priority=2), Place(14.4, -16.4, "B", url="/b/")]).points
    assert [point.link for point in with_links(close)] == [True, False]


def test_labels_are_few_do_not_overlap_and_keep_the_important():
    places = [
        Place(lat, lon, f"Place {lat} {lon}", priority=lat) for lat in range(-30, 50, 10) for lon in range(-80, 100, 12)
    ]
    drawing = browse_band(places)
    assert 0 < len(drawing.labels) <= 14
    boxes = []
    for label in drawing.labels:
        width = labels.text_width(label.text, 14.5)
        left = {"start": label.x, "end": label.x - width, "middle": label.x - width / 2}[label.anchor]
        boxes.append(labels.Box(left, label.y - 11, left + width, label.y))
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert any("40" in label.text for label in drawing.labels)


def test_first_free_side_is_east_then_west():
    common = {"size": 14, "gap": 10, "width": 400, "height": 200}
    assert labels.place("Vic", 200, 100, taken=[], **common).anchor == "start"
    blocked = [labels.Box(205, 80, 400, 120)]
    assert labels.place("Vic", 200, 100, taken=blocked, **common).anchor == "end"
    assert labels.place("Vic", 200, 100, taken=[labels.Box(0, 0, 400, 200)], **common) is None


def test_plate_is_centred_on_its_pair():
    drawing = plate([], [Arc(KAYES, FRANCE)])
    xs, ys = [point.x for point in drawing.points], [point.y for point in drawing.points]
    assert sum(xs) / 2 == pytest.approx(360, abs=25)
    assert sum(ys) / 2 == pytest.approx(240, abs=25)
    assert all(30 < x < 690 for x in xs)
    assert all(30 < y < 450 for y in ys)


@pytest.mark.parametrize(("latitude", "longitude", "wet"), [
    (14.4, -11.4, False), (-2.9, -79.0, False), (0.0, -150.0, True),
    (-31.0, -64.0, False), (55.0, 100.0, False), (-40.0, 60.0, True),
])  # fmt: skip
def test_land_covers_the_middle_of_a_plate_exactly_where_there_is_land(latitude, longitude, wet):
    view = charts.plate_view(((longitude, latitude),))
    land, _graticule = charts.plate_base(view)
    middle = (charts.PLATE_WIDTH / 2, charts.PLATE_HEIGHT / 2)
    inside = False
    for ring in rings_of(land):
        inside ^= projection.holds(ring, middle)
    assert inside is not wet


def rings_of(path):
    rings = []
    for part in path.split("M")[1:]:
        start, steps = part.rstrip("z").split("l")
        numbers = [int(n) for n in steps.replace("-", " -").split()]
        x, y = (int(n) for n in start.split())
        ring = [(x, y)]
        for i in range(0, len(numbers), 2):
            x, y = x + numbers[i], y + numbers[i + 1]
            ring.append((x, y))
        rings.append(ring)
    return rings


def test_drawing_is_whole_units_and_light():
    drawing = home_band([KAYES, FRANCE, SENEGAL])
    assert "." not in drawing.land
    assert len(drawing.land) < 30_000


def test_name_says_what_is_shown():
    assert "Kayes" in plate([KAYES]).name
    assert "5 places" in browse_band([Place(10 * n, 10 * n, str(n)) for n in range(5)]).name


def test_antimeridian_rings_are_cut_in_two():
    parts = projection.shifted([(170, 0), (190, 0), (190, 10), (170, 10)])
    assert len(parts) == 2
    assert all(-180 <= x <= 180 for part in parts for x, _y in part)
