"""lawcheck serve: a page in the browser, for those without a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from lawcheck.call import Options as CheckOptions
from lawcheck.call import load_previous
from lawcheck.cli._serve_arguments import Options, parse
from lawcheck.cli._streams import show
from lawcheck.desk import Desk
from lawcheck.errors import UsageError
from lawcheck.model import Text
from lawcheck.readers import install_command
from lawcheck.rulebook import load_rules

SUMMARY = Text("在浏览器里打开检查网页", "open a page that checks in the browser")

_NEEDS = ("starlette", "uvicorn")


def main(args: Sequence[str], lang: str) -> int:
    """Serve the page until it is ended, and return the exit status."""
    options = parse(args, lang)
    if not all(map(find_spec, _NEEDS)):
        command = install_command("web")
        raise UsageError(
            f"这个网页要先安装附加组件 web：{command}", f"the page needs the extra web: {command}"
        )
    asked = _asked(options)
    Desk(**asked)  # what is wrong with the options is told before anything is opened
    from lawcheck.serve.running import serve

    serve(
        lambda: Desk(**asked),
        lambda line: show(f"{line}\n", "plain", options.lang),
        port=options.port,
        idle=options.idle,
        opens=not options.no_browser,
        lang=options.lang,
    )
    return 0


def _asked(options: Options) -> CheckOptions:
    """Return what every check is told, with the files read that the options name."""
    asked = options.asked()
    if options.rules is not None:
        asked["rules"] = load_rules(options.rules)
    if options.previous is not None:
        asked["previous"] = load_previous(options.previous)
    return asked
