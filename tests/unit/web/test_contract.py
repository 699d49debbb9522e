"""Schemathesis against the contract that the server gives itself: every answer as declared."""

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig

from webapp.web.app import create_app

EXAMPLES = 50  # of each address, beside those that cover each parameter's limits
MOST_ITERATIONS = 40  # so that little is computed

# What depends on another field can't be said in a schema: three weights fit the lesson, but not
# with a threshold. That each field alone is accepted is in test_openapi.py.
DEPENDENT = {"positive_data_acceptance": {"expected-statuses": ["2xx", "400", "422"]}}
CONFIGURATION = {"seed": 8, "checks": DEPENDENT}
schema = schemathesis.openapi.from_wsgi(
    "/api/openapi.json", create_app(), config=SchemathesisConfig.from_dict(CONFIGURATION)
)


def bounded(case: Case) -> Case:
    """The same, or with fewer iterations, where they are as many as they may be."""
    asked = str(case.query.get("iterations", "10000"))
    if case.path.startswith("/api/") and asked.isdecimal() and int(asked) <= 1_000_000:
        case.query["iterations"] = str(min(int(asked), MOST_ITERATIONS))
    return case


@schema.parametrize()
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
def test_every_answer_is_as_the_contract_says(case: Case) -> None:
    bounded(case).call_and_validate()
