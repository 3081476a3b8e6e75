package io.jenkins.plugins.codecraft.aws;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/**
 * What all sessions send by. Calls that wait for somebody's code have connections of their own, so that however many
 * of them wait, none keeps AWS' control planes from being called.
 *
 * @param usual for calls that AWS itself answers
 * @param patient for calls that a function, a model, an express execution or an API answers
 */
record HttpClients(SdkHttpClient usual, SdkHttpClient patient) implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Each waiting call has a thread of its own anyway; connections are opened as they are needed. */
    private static final int MOST_WAITING = 1000;

    /** A connection that somebody on the way has given up would swallow a call, so none is kept for long. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    /** @param longestAnswer for how long nothing may come on a connection that an answer is waited for on */
    static HttpClients open(ScheduledExecutorService timer, Duration longestAnswer) {
        SdkHttpClient usual = ApacheHttpClient.builder()
                .maxConnections(64)
                .connectionTimeout(CONNECT)
                .socketTimeout(SILENCE)
                .connectionMaxIdleTime(Duration.ofSeconds(30))
                .build();
        SdkHttpClient patient = ApacheHttpClient.builder()
                .maxConnections(MOST_WAITING)
                .connectionTimeout(CONNECT)
                .socketTimeout(longestAnswer)
                .tcpKeepAlive(true)
                .connectionMaxIdleTime(KEPT)
                .build();
        return new HttpClients(usual, new InterruptibleHttp(patient, timer));
    }

    @Override
    public void close() {
        usual.close();
        patient.close();
    }
}
