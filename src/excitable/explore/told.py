"""Explorers that say what they show by filling facts into templates; `told` of static/describe.js does so in the browser."""

from ..quantity import quantity
from .kinds import Explorer


class Told(Explorer):
    """``facts["says"]`` names the templates among the words; the other facts are numbers, in these `units`, or texts."""

    units = {}

    def spec(self, **parameters):
        return {**super().spec(**parameters), "units": self.units}

    def describe(self, spec, curves, values):
        facts = {name: fact for name, fact in curves["facts"].items() if name != "says"}
        said = {name: fact if isinstance(fact, str) else quantity(fact, spec["units"].get(name, "")) for name, fact in facts.items()}
        return "".join(spec["words"][name] for name in curves["facts"]["says"]).format(**said) + spec["words"]["stop"]
