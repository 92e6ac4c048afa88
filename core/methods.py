"""What may be asked of a page. Anything else is answered 405, so that a look never changes anything."""

from django.views.decorators.http import require_http_methods

# A page with a form on it. Pages to read take `require_safe`, buttons `require_POST`.
takes_form = require_http_methods(["GET", "HEAD", "POST"])
