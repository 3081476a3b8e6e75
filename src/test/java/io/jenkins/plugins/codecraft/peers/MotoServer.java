package io.jenkins.plugins.codecraft.peers;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The AWS that {@code moto} stands for, as a process of its own. It executes state machines, and answers for functions
 * without running them.
 */
final class MotoServer implements AutoCloseable {
    private static final String CONFIG =
            "{\"stepfunctions\": {\"execute_state_machine\": true}, \"lambda\": {\"use_docker\": false}}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI endpoint;

    /** @param command such as {@code python3 -m moto.server}; it gets a host and a port */
    MotoServer(String command, Path log) throws IOException {
        int port = freePort();
        List<String> words = new ArrayList<>(List.of(command.trim().split("\\s+")));
        words.addAll(List.of("-H", "127.0.0.1", "-p", Integer.toString(port)));
        process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        endpoint = URI.create("http://127.0.0.1:" + port);
        Awaitility.await("moto, see " + log)
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> post("/moto-api/config", CONFIG) / 100 == 2);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private int post(String path, String body) throws IOException, InterruptedException {
        return post(path, "application/json", "moto-api", body);
    }

    /** moto looks at the service in the signature only. */
    private int post(String path, String contentType, String service, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                .header("Content-Type", contentType)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    URI endpoint() {
        return endpoint;
    }

    /**
     * What a build needs to use it.
     *
     * @param entrance the server itself, or what stands before it
     */
    static Map<String, String> environment(URI entrance) {
        return Map.of(
                "AWS_ENDPOINT_URL", entrance.toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "testing",
                "AWS_SECRET_ACCESS_KEY", "testing");
    }

    /** Creates a role that a service may assume. */
    void role(String name, String service) throws IOException, InterruptedException {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
        String form = "Action=CreateRole&Version=2010-05-08&RoleName=" + name + "&AssumeRolePolicyDocument="
                + URLEncoder.encode(trust, StandardCharsets.UTF_8);
        int status = post("/", "application/x-www-form-urlencoded", "iam", form);
        if (status / 100 != 2) {
            throw new IOException("moto does not create the role " + name + ": HTTP " + status);
        }
    }

    /** Says what the next calls of endpoints answer. */
    void answers(String json) throws IOException, InterruptedException {
        int status = post("/moto-api/static/sagemaker/endpoint-results", json);
        if (status / 100 != 2) {
            throw new IOException("moto does not take the answers: HTTP " + status);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
