"""How gunicorn runs the application, behind a server that takes requests in whole.

Two workers of eight threads answer nobody once sixteen clients have sent half a header, and
a reader who doesn't read holds a thread: so never without nginx (or its like) in front.
"""

wsgi_app = "webapp:create_app()"
bind = "unix:/run/nine-lines/http.sock"
umask = 0o007  # the socket is for this account and its group, which is nginx's

workers = 2  # as many as there are processors
worker_class = "gthread"
# One for every reader of a run in computation (512 at most, see `sharing.shared_runs.Bounds`),
# and some for all else. They mostly wait, and are made only when they are needed.
threads = 576
preload_app = True  # loaded once, shared by the workers
worker_tmp_dir = "/dev/shm"  # noqa: S108 (where workers show that they live: never a slow disk)

limit_request_line = 8190  # bytes: a run's query may have 8,000
limit_request_fields = 64
limit_request_field_size = 8190

timeout = 60  # seconds after which a worker that shows no life is replaced
graceful_timeout = 10  # for answers to end when stopping; a stream that is cut resumes
keepalive = 75  # longer than nginx keeps its connections, so that none is closed under a request

# Who asked for what is nginx's to log.
accesslog = None
errorlog = "-"
loglevel = "warning"


def post_fork(_server: object, _worker: object) -> None:
    """Let a worker's memory go back to the system when a large run is no longer kept."""
    from webapp.web.serving.limits import return_free_memory

    return_free_memory()
