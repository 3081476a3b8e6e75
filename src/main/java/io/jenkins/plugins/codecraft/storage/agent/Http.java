package io.jenkins.plugins.codecraft.storage.agent;

import java.net.Authenticator;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * The one HTTP client of an agent, so that connections are kept from batch to batch. It uses the proxy, the
 * authenticator and the trusted certificates of the agent's JVM.
 */
final class Http {

    static final HttpClient CLIENT = client();

    private Http() {}

    private static HttpClient client() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(20));
        if (Authenticator.getDefault() != null) {
            builder.authenticator(Authenticator.getDefault());
        }
        return builder.build();
    }
}
