"""What can go wrong while pages or pictures are made.

RenderError
    NoSandbox   the machine cannot lock a worker down
    JobFailed   the worker crashed, hung, ran out of a limit, or said too much
    NotTypeset  typst refused a page
"""

__all__ = ["JobFailed", "NoSandbox", "NotTypeset", "RenderError"]


class RenderError(Exception):
    """Something could not be drawn; `code` says what, for whoever has the words."""

    code = "not_rendered"


class NoSandbox(RenderError):
    """This machine offers no sandbox, so nothing from outside may be opened."""

    code = "no_sandbox"


class JobFailed(RenderError):
    """The worker ended without an answer. Carries the name of the job, never its data."""

    code = "failed"

    def __init__(self, job: str) -> None:
        super().__init__(job)
        self.job = job


class NotTypeset(RenderError):
    """A page could not be typeset. Carries the name of its template, never its words."""

    code = "not_typeset"

    def __init__(self, template: str) -> None:
        super().__init__(template)
        self.template = template
