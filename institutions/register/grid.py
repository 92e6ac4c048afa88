"""From latitude and longitude (WGS84) to the British national grid (EPSG:27700), to about five metres.

The formulas and constants are those of the Ordnance Survey's guide to coordinate systems in Great Britain. A library
that does this to the centimetre weighs ten megabytes; the middle of a county does not need it.
"""

from math import atan2, cos, hypot, radians, sin, sqrt, tan

# Semi-major axis and squared eccentricity of the two ellipsoids.
WGS84 = (6_378_137.0, 0.006_694_379_990_141)
AIRY_A, AIRY_B = 6_377_563.396, 6_356_256.909
AIRY_E2 = 1 - (AIRY_B / AIRY_A) ** 2

# Helmert's transformation from WGS84 to OSGB36: metres, parts per million, seconds of arc.
SHIFT = (-446.448, 125.157, -542.060)
SCALE = 1 + 20.4894e-6
TURN = tuple(radians(second / 3600) for second in (-0.1502, -0.2470, -0.8421))

# The national grid's projection: scale on the central meridian, true origin, false easting and northing.
F0, LAT0, LON0, E0, N0 = 0.999_601_271_7, radians(49), radians(-2), 400_000.0, -100_000.0


def to_grid(latitude: float, longitude: float) -> tuple[int, int]:
    """Easting and northing in whole metres."""
    return _project(*_on_airy(radians(latitude), radians(longitude)))


def _on_airy(lat: float, lon: float) -> tuple[float, float]:
    """The same point's latitude and longitude on the ellipsoid that the grid is drawn on."""
    a, e2 = WGS84
    nu = a / sqrt(1 - e2 * sin(lat) ** 2)
    x, y, z = nu * cos(lat) * cos(lon), nu * cos(lat) * sin(lon), nu * (1 - e2) * sin(lat)
    rx, ry, rz = TURN
    x, y, z = (
        SHIFT[0] + SCALE * x - rz * y + ry * z,
        SHIFT[1] + rz * x + SCALE * y - rx * z,
        SHIFT[2] - ry * x + rx * y + SCALE * z,
    )
    p = hypot(x, y)
    lat = atan2(z, p * (1 - AIRY_E2))
    for _ in range(5):  # settles to far less than a millimetre
        nu = AIRY_A / sqrt(1 - AIRY_E2 * sin(lat) ** 2)
        lat = atan2(z + AIRY_E2 * nu * sin(lat), p)
    return lat, atan2(y, x)


def _project(lat: float, lon: float) -> tuple[int, int]:
    """Transverse Mercator, with the guide's own names for its terms."""
    s, c, t2 = sin(lat), cos(lat), tan(lat) ** 2
    nu = AIRY_A * F0 / sqrt(1 - AIRY_E2 * s**2)
    rho = AIRY_A * F0 * (1 - AIRY_E2) / (1 - AIRY_E2 * s**2) ** 1.5
    eta2 = nu / rho - 1
    d = lon - LON0
    i = _meridian(lat) + N0
    ii = nu / 2 * s * c
    iii = nu / 24 * s * c**3 * (5 - t2 + 9 * eta2)
    iiia = nu / 720 * s * c**5 * (61 - 58 * t2 + t2**2)
    iv = nu * c
    v = nu / 6 * c**3 * (nu / rho - t2)
    vi = nu / 120 * c**5 * (5 - 18 * t2 + t2**2 + 14 * eta2 - 58 * t2 * eta2)
    return (
        round(E0 + iv * d + v * d**3 + vi * d**5),
        round(i + ii * d**2 + iii * d**4 + iiia * d**6),
    )


def _meridian(lat: float) -> float:
    """The length of the meridian from the true origin."""
    n = (AIRY_A - AIRY_B) / (AIRY_A + AIRY_B)
    less, more = lat - LAT0, lat + LAT0
    return (
        AIRY_B
        * F0
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )
