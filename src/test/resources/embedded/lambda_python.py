"""Python's runtime of Lambda: takes events from the runtime API and gives them to the handler."""

import importlib
import json
import os
import sys
import time
import traceback
import urllib.request

API = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/"
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = None
        self.client_context = None
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, text):
        print(text)


def post(path, body):
    request = urllib.request.Request(API + path, data=body, method="POST")
    with NO_PROXY.open(request):
        pass


def failure(kind, message, stack, request_id=""):
    error = {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": stack}
    return json.dumps(error).encode()


def load(name):
    if "." not in name:
        message = "Bad handler '{}': not enough values to unpack (expected 2, got 1)".format(name)
        return None, ("Runtime.MalformedHandlerName", message, [])
    module_name, function = name.rsplit(".", 1)
    module_name = module_name.replace("/", ".")
    try:
        module = importlib.import_module(module_name)
    except ImportError as error:
        message = "Unable to import module '{}': {}".format(module_name, error)
        return None, ("Runtime.ImportModuleError", message, [])
    except SyntaxError as error:
        message = "Syntax error in module '{}': {}".format(module_name, error)
        return None, ("Runtime.UserCodeSyntaxError", message, [])
    if not hasattr(module, function):
        message = "Handler '{}' missing on module '{}'".format(function, module_name)
        return None, ("Runtime.HandlerNotFound", message, [])
    return getattr(module, function), None


def handle(handler, event, context):
    try:
        result = handler(event, context)
    except Exception as error:
        stack = traceback.format_list(traceback.extract_tb(error.__traceback__)[1:])
        print("[ERROR] {}: {}\nTraceback (most recent call last):\n{}".format(
            type(error).__name__, error, "".join(stack)).rstrip())
        return "error", failure(type(error).__name__, str(error), stack, context.aws_request_id)
    try:
        return "response", json.dumps(result).encode()
    except TypeError as error:
        message = "Unable to marshal response: {}".format(error)
        return "error", failure("Runtime.MarshalError", message, [], context.aws_request_id)


def main():
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    try:
        handler, wrong = load(os.environ["_HANDLER"])
    except Exception as error:
        stack = traceback.format_list(traceback.extract_tb(error.__traceback__))
        wrong = (type(error).__name__, str(error), stack)
    if wrong:
        print("[ERROR] {}: {}".format(wrong[0], wrong[1]), flush=True)
        post("init/error", failure(*wrong))
        sys.exit(1)
    while True:
        with NO_PROXY.open(API + "invocation/next") as answer:
            context = Context(answer.headers)
            event = json.loads(answer.read())
        what, body = handle(handler, event, context)
        sys.stderr.flush()
        print("\x01" + context.aws_request_id, flush=True)
        post("invocation/" + context.aws_request_id + "/" + what, body)


main()
