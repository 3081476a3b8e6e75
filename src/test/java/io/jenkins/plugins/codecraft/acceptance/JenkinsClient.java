package io.jenkins.plugins.codecraft.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Jenkins over HTTP, as the administrator with an API token. Paths are relative, such as {@code job/iris/}. */
final class JenkinsClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI url;
    private final String authorization;

    JenkinsClient(URI url, String user, String token) {
        this.url = url;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString((user + ":" + token).getBytes(UTF_8));
    }

    URI url() {
        return url;
    }

    /** @throws UncheckedIOException if Jenkins can't be reached or answers with an error */
    String get(String path) {
        return expect(send(request(path).GET()), path, 200);
    }

    JsonNode json(String path) {
        try {
            return JSON.readTree(get(path));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** The HTTP status of a page; 0 where nobody listens. */
    int status(String path) {
        try {
            return send(request(path).GET()).statusCode();
        } catch (UncheckedIOException nobody) {
            return 0;
        }
    }

    /** Sends a form. */
    String post(String path, Map<String, String> form) {
        return expect(
                send(request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body(form)))),
                path,
                200,
                201,
                302);
    }

    String postXml(String path, String xml) {
        return expect(
                send(request(path)
                        .header("Content-Type", "application/xml; charset=UTF-8")
                        .POST(BodyPublishers.ofString(xml))),
                path,
                200);
    }

    /** Runs a Groovy script in Jenkins and returns what it printed. */
    String script(String groovy) {
        return post("scriptText", Map.of("script", groovy));
    }

    /** The HTTP status of an answer to a form, or to a request of another method. */
    int status(String method, String path, Map<String, String> form) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body(form)));
        return send(request).statusCode();
    }

    private static String body(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Has somebody who may see everything and change nothing; from then on rights are given one by one. */
    JenkinsClient withReader(String name) {
        String token = script(Scripts.reader(name)).strip();
        return new JenkinsClient(url, name, token);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(TO_ANSWER).header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupt);
        }
    }

    private static String expect(HttpResponse<String> answer, String path, int... wanted) {
        for (int status : wanted) {
            if (answer.statusCode() == status) {
                return answer.body();
            }
        }
        throw new UncheckedIOException(
                new IOException("Jenkins answers " + answer.statusCode() + " to " + path + "\n" + answer.body()));
    }
}
