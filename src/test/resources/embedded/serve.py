"""Serves one model over HTTP by the contract of AWS' scikit-learn container, with the standard library only.

SAGEMAKER_PROGRAM names the user's module in the folder SAGEMAKER_SUBMIT_DIRECTORY; its model_fn, input_fn, predict_fn,
output_fn or transform_fn are used as there. SAGEMAKER_BASE_DIR stands for /opt/ml. The port comes from
SAGEMAKER_BIND_TO_PORT; with 0 any free one is taken and written to the file SERVE_PORT_FILE.
"""

import csv
import importlib
import io
import json
import os
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

JSON, CSV = "application/json", "text/csv"
TEXT_TYPES = (JSON, CSV)
CUSTOM_ATTRIBUTES = "X-Amzn-SageMaker-Custom-Attributes"
SERVER_ERROR = (
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<title>500 Internal Server Error</title>\n'
    "<h1>Internal Server Error</h1>\n<p>The server encountered an internal error and was unable to complete your request. "
    "Either the server is overloaded or there is an error in the application.</p>\n"
)


def default_model_fn(model_dir):
    raise NotImplementedError("Please provide a model_fn implementation.")


def default_input_fn(data, content_type):
    if content_type == JSON:
        return json.loads(data)
    if content_type == CSV:
        return [[float(value) for value in row] for row in csv.reader(io.StringIO(data)) if row]
    raise ValueError("Content type {} is not supported by this framework.".format(content_type))


def default_predict_fn(data, model):
    return model.predict(data)


def default_output_fn(prediction, accept):
    if accept == JSON:
        return json.dumps(prediction), JSON
    if accept == CSV:
        rows = (row if isinstance(row, (list, tuple)) else [row] for row in prediction)
        return "".join(",".join(str(value) for value in row) + "\n" for row in rows), CSV
    raise ValueError("Content type {} is not supported by this framework.".format(accept))


def load_module():
    program = os.environ.get("SAGEMAKER_PROGRAM")
    if not program:
        raise ValueError("SAGEMAKER_PROGRAM is not set: it must name the module to serve")
    name = program[:-3] if program.endswith(".py") else program
    sys.path.insert(0, os.environ["SAGEMAKER_SUBMIT_DIRECTORY"])
    return importlib.import_module(name)


class Model:
    def __init__(self, module):
        self.model = getattr(module, "model_fn", default_model_fn)(os.path.join(os.environ["SAGEMAKER_BASE_DIR"], "model"))
        steps = [getattr(module, name, None) for name in ("input_fn", "predict_fn", "output_fn")]
        self.transform_fn = getattr(module, "transform_fn", None)
        if self.transform_fn and any(steps):
            raise ValueError("Cannot use transform_fn implementation with input_fn, predict_fn, and/or output_fn")
        self.input_fn, self.predict_fn, self.output_fn = (
            step or default for step, default in zip(steps, (default_input_fn, default_predict_fn, default_output_fn))
        )

    def answer(self, data, content_type, accept):
        if self.transform_fn:
            return self.transform_fn(self.model, data, content_type, accept)
        prediction = self.predict_fn(self.input_fn(data, content_type), self.model)
        return self.output_fn(prediction, accept)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    model = None

    def do_GET(self):
        self.send(200 if self.path == "/ping" else 404, b"", "text/plain")

    def do_POST(self):
        data = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self.path != "/invocations":
            self.send(404, b"", "text/plain")
            return
        try:
            body, kind = self.invoke(data)
            self.send(200, body, kind)
        except Exception:
            traceback.print_exc()
            self.send(500, SERVER_ERROR.encode("utf-8"), "text/html; charset=utf-8")

    def invoke(self, data):
        content_type = self.headers.get("Content-Type") or JSON
        accept = self.headers.get("Accept")
        if not accept or accept == "*/*":
            accept = os.environ.get("SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT", JSON)
        if content_type in TEXT_TYPES:
            data = data.decode("utf-8")
        result = self.model.answer(data, content_type, accept)
        body, kind = result if isinstance(result, tuple) else (result, "text/html; charset=utf-8")
        return body if isinstance(body, (bytes, bytearray)) else str(body).encode("utf-8"), kind

    def send(self, status, body, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code="-", size="-"):
        if self.path != "/ping":
            print('127.0.0.1 - - "{}" {}'.format(self.requestline, int(code)), flush=True)


def main():
    Handler.model = Model(load_module())
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("SAGEMAKER_BIND_TO_PORT", "8080"))), Handler)
    port_file = os.environ.get("SERVE_PORT_FILE")
    if port_file:
        with open(port_file + ".new", "w") as file:
            file.write(str(server.server_address[1]))
        os.rename(port_file + ".new", port_file)
    server.serve_forever()


if __name__ == "__main__":
    main()
