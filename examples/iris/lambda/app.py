"""Features of an iris flower, for a workflow that sends a sample and for an API that sends a request."""

import json


def features(sample):
    sepal_length, sepal_width, petal_length, petal_width = (float(value) for value in sample)
    return {
        "sample": [sepal_length, sepal_width, petal_length, petal_width],
        "sepalArea": round(sepal_length * sepal_width, 4),
        "petalArea": round(petal_length * petal_width, 4),
    }


def answer(status, body):
    return {"statusCode": status, "headers": {"Content-Type": "application/json"}, "body": json.dumps(body)}


def handler(event, context):
    if "requestContext" not in event:
        return features(event["sample"])
    query = event.get("queryStringParameters") or {}
    try:
        return answer(200, features(query.get("sample", "").split(",")))
    except ValueError:
        return answer(400, {"message": "Give ?sample= and four numbers, separated by commas."})
