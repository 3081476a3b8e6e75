// Node's runtime of Lambda: takes events from the runtime API and gives them to the handler.
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/`;

async function post(where, body) {
  const answer = await fetch(api + where, { method: "POST", body });
  await answer.arrayBuffer();
}

function failure(error) {
  const known = error instanceof Error;
  return JSON.stringify({
    errorType: known ? error.name : typeof error,
    errorMessage: known ? error.message : String(error),
    trace: known && error.stack ? error.stack.split("\n") : [],
  });
}

function named(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

async function load(name) {
  const match = /^(.+)\.([^.]+)$/.exec(name);
  if (!match) {
    throw named("Runtime.MalformedHandlerName", `Bad handler ${name}`);
  }
  const base = path.resolve(process.env.LAMBDA_TASK_ROOT, match[1]);
  const file = [".js", ".mjs", ".cjs"].map((end) => base + end).find(existsSync);
  if (!file) {
    throw named("Runtime.ImportModuleError", `Error: Cannot find module '${path.basename(base)}'`);
  }
  const module = await import(pathToFileURL(file));
  const handler = module[match[2]] ?? module.default?.[match[2]];
  if (typeof handler !== "function") {
    throw named("Runtime.HandlerNotFound", `${name} is undefined or not exported`);
  }
  return handler;
}

function call(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, result) => (error ? reject(error) : resolve(result));
    const result = handler(event, context, callback);
    if (result && typeof result.then === "function") {
      result.then(resolve, reject);
    } else if (handler.length < 3) {
      resolve(result);
    }
  });
}

let handler;
try {
  handler = await load(process.env._HANDLER);
} catch (error) {
  console.error(`${error.name}: ${error.message}`);
  await post("init/error", failure(error));
  process.exit(1);
}
while (true) {
  const next = await fetch(api + "invocation/next");
  const id = next.headers.get("Lambda-Runtime-Aws-Request-Id");
  const deadline = Number(next.headers.get("Lambda-Runtime-Deadline-Ms"));
  const event = JSON.parse(await next.text());
  const context = {
    awsRequestId: id,
    invokedFunctionArn: next.headers.get("Lambda-Runtime-Invoked-Function-Arn"),
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  let what = "response";
  let body;
  try {
    body = JSON.stringify((await call(handler, event, context)) ?? null);
  } catch (error) {
    what = "error";
    body = failure(error);
    console.error(`${new Date().toISOString()}\t${id}\tERROR\tInvoke Error \t${body}`);
  }
  await new Promise((done) => process.stdout.write(`\u0001${id}\n`, done));
  await post(`invocation/${id}/${what}`, body);
}
