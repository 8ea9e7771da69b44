"""The names of a drawing that stands still and needs nothing from outside (SVG 1.1, W3C): all that is kept of one."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHAPES = _names("path rect circle ellipse line polyline polygon text image use")
TEXTS = _names("text tspan textPath title desc")  # elements whose text is kept
ELEMENTS = (
    SHAPES
    | TEXTS
    | _names(
        "svg g defs symbol switch style linearGradient radialGradient stop pattern clipPath mask marker filter "
        "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDistantLight "
        "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset "
        "fePointLight feSpecularLighting feSpotLight feTile"
    )
)
# Left out, and told: they move, run, or show what a reading device need not know.
TOLD = {
    **dict.fromkeys(("script", "handler", "listener"), "a script"),
    **dict.fromkeys(
        ("animate", "animateColor", "animateMotion", "animateTransform", "set", "discard"), "movement"
    ),
    **dict.fromkeys(("foreignObject", "iframe", "audio", "video", "canvas"), "a part of a web page"),
    **dict.fromkeys(("font", "font-face", "glyph"), "a font"),
    "feImage": "a picture from outside",
}
PROPERTIES = _names(
    "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation "
    "color-interpolation-filters display dominant-baseline fill fill-opacity fill-rule filter flood-color "
    "flood-opacity font font-family font-size font-stretch font-style font-variant font-weight isolation "
    "letter-spacing lighting-color marker marker-end marker-mid marker-start mask mix-blend-mode opacity "
    "overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor "
    "text-decoration text-rendering transform transform-origin unicode-bidi vector-effect visibility "
    "word-spacing writing-mode direction"
)  # presentation attributes and what a style may set
ATTRIBUTES = PROPERTIES | _names(
    "id class style d points x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy rotate width height viewBox "
    "preserveAspectRatio pathLength textLength lengthAdjust startOffset method spacing offset "
    "gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform "
    "clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient "
    "filterUnits primitiveUnits in in2 result type values mode operator k1 k2 k3 k4 order kernelMatrix "
    "divisor bias targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant "
    "specularExponent azimuth elevation z pointsAtX pointsAtY pointsAtZ limitingConeAngle stdDeviation "
    "radius tableValues slope intercept amplitude exponent systemLanguage"
)
FUNCTIONS = _names(
    "rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate skewx skewy calc url"
)  # of a value; any other might load something
