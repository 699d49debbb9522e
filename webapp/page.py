"""The people's side of the server: the page and its files."""

from flask import Blueprint

page = Blueprint("page", __name__)


@page.get("/")
def index() -> str:
    return "hi"
