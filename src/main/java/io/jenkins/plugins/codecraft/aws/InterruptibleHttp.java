package io.jenkins.plugins.codecraft.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Cuts the connection of a thread that is interrupted while it waits for an answer, which Java's sockets don't do by
 * themselves: an aborted build does not wait for a function to come to its end.
 *
 * @param timer looks after all that wait
 */
record InterruptibleHttp(SdkHttpClient http, ScheduledExecutorService timer) implements SdkHttpClient {
    private static final long BETWEEN_LOOKS_MILLIS = 500;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse answer = watched(prepared, prepared::call);
                return HttpExecuteResponse.builder()
                        .response(answer.httpResponse())
                        .responseBody(answer.responseBody()
                                .map(InterruptibleHttp.this::watched)
                                .orElse(null))
                        .build();
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private AbortableInputStream watched(AbortableInputStream body) {
        InputStream reading = new FilterInputStream(body) {
            @Override
            public int read(byte[] buffer, int from, int most) throws IOException {
                return watched(body, () -> in.read(buffer, from, most));
            }
        };
        return AbortableInputStream.create(reading, body);
    }

    private interface Work<T> {
        T call() throws IOException;
    }

    private <T> T watched(Abortable connection, Work<T> work) throws IOException {
        Thread caller = Thread.currentThread();
        Runnable look = () -> {
            if (caller.isInterrupted()) {
                connection.abort();
            }
        };
        Future<?> looks =
                timer.scheduleWithFixedDelay(look, BETWEEN_LOOKS_MILLIS, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return work.call();
        } finally {
            looks.cancel(false);
        }
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }
}
