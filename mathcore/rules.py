"""The rules of differentiation by name, each with the sentence that a listener reads."""

from __future__ import annotations

from enum import Enum


class Rule(Enum):
    """A rule of differentiation."""

    CONSTANT = "a constant does not change: its derivative is zero"
    IDENTITY = "the variable changes exactly as fast as itself: its derivative is one"
    SUM = "the derivative of a sum is the sum of the derivatives"
    MULTIPLE = "a constant factor stays in front"
    POWER = "the exponent comes down as a factor, and one is taken from it above"
    PRODUCT = "each factor changes in its turn while the others stay"
    QUOTIENT = "slope of the top times the bottom, minus top times slope of the bottom, all over "
    "the bottom squared"
    CHAIN = "the slope of the outer function at the inner one, times the slope of the inner one"
    GENERAL_POWER = "the power itself, times the derivative of its logarithm"
    PIECES = "each piece is differentiated on its own, away from the places where they meet"
    STEPS = "between its jumps the function is constant: its derivative is zero"
    ANGLE = "the angle turns by the cross product of the place and its velocity, over the square "
    "of the distance"

    EXPONENTIAL = "the exponential function is its own derivative"
    EXPONENTIAL_TO_BASE = "an exponential function keeps its form, times the logarithm of its base"
    LOGARITHM = "the derivative of the logarithm is one over the variable"
    SINE = "the derivative of the sine is the cosine"
    COSINE = "the derivative of the cosine is minus the sine"
    TANGENT = "the derivative of the tangent is one over the cosine squared"
    ARCSINE = "the slope of the arcsine is one over the slope of the sine"
    ARCCOSINE = "the slope of the arccosine is one over the slope of the cosine"
    ARCTANGENT = "the slope of the arctangent is one over one plus the square"
    HYPERBOLIC_SINE = "the derivative of the hyperbolic sine is the hyperbolic cosine"
    HYPERBOLIC_COSINE = "the derivative of the hyperbolic cosine is the hyperbolic sine"
    HYPERBOLIC_TANGENT = "the derivative of the hyperbolic tangent is one minus its square"
    AREA_SINE = "the slope of the area sine is one over the root of the square plus one"
    AREA_COSINE = "the slope of the area cosine is one over the root of the square minus one"
    AREA_TANGENT = "the slope of the area tangent is one over one minus the square"
    ABSOLUTE_VALUE = "the slope of the absolute value is the sign"
    ERROR_FUNCTION = "the slope of the error function is its bell curve"
    COMPLEMENTARY_ERROR_FUNCTION = "the slope of what the error function leaves is minus its bell "
    "curve"
    GAMMA_FUNCTION = "the slope of the gamma function is itself times the digamma function"
    DIGAMMA_FUNCTION = "the slope of a polygamma function is the next one"
