package io.jenkins.plugins.codecraft.storage.agent;

import java.net.Authenticator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one HTTP client of an agent, so that connections are kept from batch to batch, and the threads that send without
 * it. It uses the proxy, the authenticator and the trusted certificates of the agent's JVM.
 */
final class Http {

    static final HttpClient CLIENT = client();

    /** As many as there are requests at once; they end when there is nothing to send for a while. */
    static final Executor WORKERS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "codecraft-send");
                thread.setDaemon(true);
                return thread;
            });

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
