package io.jenkins.plugins.codecraft.storage.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A {@link Sink} in a process of its own. */
final class SinkProcess implements AutoCloseable {
    private final Process process;
    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();

    SinkProcess() throws IOException {
        process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sink.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        endpoint = URI.create("http://127.0.0.1:" + out.readLine());
    }

    URI endpoint() {
        return endpoint;
    }

    /** How many requests came since this was asked last. */
    long requests() throws IOException, InterruptedException {
        return Long.parseLong(ask("/-/requests"));
    }

    /** How many bodies of files or parts came since this was asked last. */
    long files() throws IOException, InterruptedException {
        return Long.parseLong(ask("/-/files"));
    }

    void clear() throws IOException, InterruptedException {
        ask("/-/clear");
        requests();
        files();
    }

    private String ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
