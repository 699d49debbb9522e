"""The application on its own server, with a page of one word beside it: the floor.

What a browser and this server need for any page at all; prints its URL and serves until ended.
"""

from webapp.web.app import create_app, warm_up
from webapp.web.serving.server import address_of, make_server

HOST = "127.0.0.1"
BLANK = "<!doctype html><title>blank</title><p data-word>word</p>"


def main() -> None:
    app = create_app()
    app.add_url_rule("/blank", "blank", lambda: BLANK)
    server = make_server(app, HOST, 0)
    warm_up(app)
    print(address_of(server, HOST), flush=True)
    server.run()


main()
