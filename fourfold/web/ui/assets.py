"""How style sheets, scripts and icons are named and served: hashed names, kept for ever."""

from __future__ import annotations

from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrites the file names inside `import` lines, so that modules find each other."""

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        """The plain name until the files have been collected: no page fails for want of a style."""
        return super().stored_name(name) if self.hashed_files else name
