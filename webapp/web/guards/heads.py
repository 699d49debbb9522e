"""HEAD, which is answered as GET without the body: nothing is said that GET would not say.

Where a view computes nothing for HEAD, how long the body would be is not known, and left out.
"""

from flask import Flask, Response, request


def register(app: Flask) -> None:
    """Let no answer without a body claim that there would be none."""
    app.after_request(_leave_out_length)


def _leave_out_length(response: Response) -> Response:
    if request.method == "HEAD" and response.is_sequence and not response.get_data():
        response.automatically_set_content_length = False
        del response.headers["Content-Length"]
    return response
