package io.jenkins.plugins.codecraft.embedded.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lambda's runtime API, by which a runtime gets events and gives answers, on the loopback: below a path of its own for
 * each sandbox.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime/";

    private final Map<String, Sandbox> sandboxes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "embedded-lambda-runtime-api");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} is for a sandbox. */
    String address(String id, Sandbox sandbox) {
        sandboxes.put(id, sandbox);
        return "127.0.0.1:" + server.getAddress().getPort() + "/" + id;
    }

    void forget(String id) {
        sandboxes.remove(id);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            int end = path.indexOf('/', 1);
            Sandbox sandbox = end < 0 ? null : sandboxes.get(path.substring(1, end));
            if (sandbox == null || !path.startsWith(VERSION, end)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            route(exchange, sandbox, path.substring(end + VERSION.length()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void route(HttpExchange exchange, Sandbox sandbox, String what)
            throws IOException, InterruptedException {
        if (what.equals("invocation/next")) {
            next(exchange, sandbox);
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        String[] parts = what.split("/");
        boolean invocation = parts.length == 3 && parts[0].equals("invocation");
        if (what.equals("init/error")) {
            sandbox.initFailed(body);
        } else if (invocation && parts[2].equals("response")) {
            sandbox.answered(parts[1], body, false);
        } else if (invocation && parts[2].equals("error")) {
            sandbox.answered(parts[1], body, true);
        } else {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.sendResponseHeaders(202, -1);
    }

    private static void next(HttpExchange exchange, Sandbox sandbox) throws IOException, InterruptedException {
        Sandbox.Event event = sandbox.next();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", event.requestId());
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", String.valueOf(event.deadlineMillis()));
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", event.arn());
        exchange.sendResponseHeaders(200, event.content().length == 0 ? -1 : event.content().length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(event.content());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
