"""Trains and serves a multinomial logistic regression on rows of numbers that end with a class name.

It needs the Python standard library only (3.8 or later) and keeps to SageMaker's script mode:
run as a script it trains, imported by the serving container it answers with the *_fn functions below.
"""

import argparse
import csv
import io
import json
import math
import os

MODEL_FILE = "model.json"


def read_rows(directory):
    """All rows of the CSV files of a channel: a list of feature lists and the list of their class names."""
    features, labels = [], []
    for name in sorted(os.listdir(directory)):
        if not name.endswith(".csv"):
            continue
        with open(os.path.join(directory, name), newline="") as file:
            for row in csv.reader(file):
                if not row or not is_number(row[0]):
                    continue  # a blank line or the header
                features.append([float(value) for value in row[:-1]])
                labels.append(row[-1].strip())
    if not features:
        raise ValueError("no data rows in the CSV files of " + directory)
    return features, labels


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def mean_and_deviation(features):
    columns = list(zip(*features))
    means = [sum(column) / len(column) for column in columns]
    deviations = [
        math.sqrt(sum((value - mean) ** 2 for value in column) / len(column)) or 1.0
        for column, mean in zip(columns, means)
    ]
    return means, deviations


def standardize(row, model):
    return [(value - mean) / deviation for value, mean, deviation in zip(row, model["means"], model["deviations"])]


def probabilities(row, model):
    """The probability of each class for a standardized row (softmax, shifted by the maximum so that it never overflows)."""
    scores = [
        bias + sum(weight * value for weight, value in zip(weights, row))
        for weights, bias in zip(model["weights"], model["biases"])
    ]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def train_epoch(rows, targets, model, learning_rate):
    """One step of gradient descent over all rows; returns the mean cross-entropy before the step."""
    classes, width, loss = len(model["classes"]), len(rows[0]), 0.0
    weight_gradients = [[0.0] * width for _ in range(classes)]
    bias_gradients = [0.0] * classes
    for row, target in zip(rows, targets):
        chances = probabilities(row, model)
        loss -= math.log(max(chances[target], 1e-15))
        for index in range(classes):
            error = chances[index] - (1.0 if index == target else 0.0)
            bias_gradients[index] += error
            for column in range(width):
                weight_gradients[index][column] += error * row[column]
    for index in range(classes):
        model["biases"][index] -= learning_rate * bias_gradients[index] / len(rows)
        for column in range(width):
            model["weights"][index][column] -= learning_rate * weight_gradients[index][column] / len(rows)
    return loss / len(rows)


def accuracy(features, labels, model):
    hits = sum(1 for species, label in zip(predict_fn(features, model), labels) if species == label)
    return hits / len(labels)


def train(arguments):
    features, labels = read_rows(arguments.train)
    checked_features, checked_labels = features, labels
    if arguments.validation:
        checked_features, checked_labels = read_rows(arguments.validation)
    classes = sorted(set(labels))
    means, deviations = mean_and_deviation(features)
    model = {
        "classes": classes,
        "means": means,
        "deviations": deviations,
        "weights": [[0.0] * len(means) for _ in classes],
        "biases": [0.0] * len(classes),
    }
    print("training on {} rows, validating on {}, classes {}".format(len(labels), len(checked_labels), classes), flush=True)
    rows = [standardize(row, model) for row in features]
    targets = [classes.index(label) for label in labels]
    every = max(1, arguments.epochs // 10)
    for epoch in range(1, arguments.epochs + 1):
        loss = train_epoch(rows, targets, model, arguments.learning_rate)
        if epoch % every == 0 or epoch == arguments.epochs:
            reached = accuracy(checked_features, checked_labels, model)
            print("epoch={} loss={:.4f} accuracy={:.4f}".format(epoch, loss, reached), flush=True)
    with open(os.path.join(arguments.model_dir, MODEL_FILE), "w") as file:
        json.dump(model, file, indent=1)


def model_fn(model_dir):
    with open(os.path.join(model_dir, MODEL_FILE)) as file:
        return json.load(file)


def input_fn(input_data, content_type):
    """Rows of features: lines of text/csv, or a JSON list of rows (or one row, or an object with such a list as "instances")."""
    if isinstance(input_data, (bytes, bytearray)):
        input_data = input_data.decode("utf-8")
    kind = content_type.split(";")[0].strip().lower()
    if kind == "text/csv":
        rows = [row for row in csv.reader(io.StringIO(input_data)) if row]
    elif kind == "application/json":
        rows = json.loads(input_data)
        if isinstance(rows, dict):
            rows = rows["instances"]
        if rows and not isinstance(rows[0], list):
            rows = [rows]
    else:
        raise ValueError("content type {} is not supported: send text/csv or application/json".format(content_type))
    return [[float(value) for value in row] for row in rows]


def predict_fn(input_data, model):
    """The most probable class of each row."""
    width = len(model["means"])
    answers = []
    for row in input_data:
        if len(row) != width:
            raise ValueError("a row has {} values, the model takes {}: {}".format(len(row), width, row))
        chances = probabilities(standardize(row, model), model)
        answers.append(model["classes"][chances.index(max(chances))])
    return answers


def output_fn(prediction, accept):
    kind = accept.split(";")[0].strip().lower()
    if kind == "text/csv":
        return "\n".join(prediction) + "\n", "text/csv"
    if kind in ("application/json", "*/*"):
        return json.dumps({"predictions": prediction}), "application/json"
    raise ValueError("accept {} is not supported: ask for text/csv or application/json".format(accept))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    # SageMaker passes each hyperparameter as an argument.
    parser.add_argument("--learning_rate", type=float, default=float(os.environ.get("SM_HP_LEARNING_RATE", "0.1")))
    parser.add_argument("--epochs", type=int, default=int(os.environ.get("SM_HP_EPOCHS", "200")))
    parser.add_argument("--model_dir", default=os.environ.get("SM_MODEL_DIR"), required="SM_MODEL_DIR" not in os.environ)
    parser.add_argument("--train", default=os.environ.get("SM_CHANNEL_TRAIN"), required="SM_CHANNEL_TRAIN" not in os.environ)
    parser.add_argument("--validation", default=os.environ.get("SM_CHANNEL_VALIDATION"))
    train(parser.parse_args())
