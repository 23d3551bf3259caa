"""The explorer on a page without a kernel: HTML that carries all it needs."""

import html
import json

from .describe import describe, plain, rich, setting
from .kinds import chosen
from .picture import as_url, picture


class Page:
    """An explorer as HTML: its spec, for the script; and a picture with its description, until the script runs."""

    def __init__(self, explorer, **parameters):
        self.explorer = explorer
        self.spec = explorer.spec(**parameters)

    def __repr__(self):
        return f'explore("{self.explorer.name}")'

    def _repr_html_(self):
        spec, values = self.spec, self.spec["values"]
        here, curves = chosen(spec, values), self.explorer.compute(values)
        # "</" would end the script element
        data = json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
        sliders = [*([here["choice"]] if "choice" in here else []), *here["sliders"]]
        settings = " · ".join(_setting(slider, values[slider["name"]]) for slider in sliders)
        alt = f"{spec['title']}{spec['words']['colon']}{plain(describe(spec, curves, values))}"
        return (
            f'<div class="explorer" data-model="{spec["name"]}"><script type="application/json">{data}</script>'
            f'<figure><img alt="{html.escape(alt)}" src="{as_url(picture(here, curves))}">'
            f"<figcaption>{settings}</figcaption></figure></div>"
        )


def _setting(slider, value):
    return slider["texts"][int(value)] if "texts" in slider else f"{rich(slider['symbol'])} = {setting(slider, value)}"
