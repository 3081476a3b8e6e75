package io.jenkins.plugins.codecraft.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * Lets the SDK's asynchronous clients, which alone read event streams, send by the blocking HTTP client that all others
 * use. A request is sent, and its answer read to the end, by the thread that makes the call.
 */
record BlockingHttp(SdkHttpClient http) implements SdkAsyncHttpClient {
    private static final int CHUNK = 1 << 16;

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            byte[] body = Content.of(request.requestContentPublisher());
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(request.request())
                            .contentStreamProvider(() -> new ByteArrayInputStream(body))
                            .build())
                    .call();
            request.responseHandler().onHeaders(response.httpResponse());
            InputStream answer =
                    response.responseBody().<InputStream>map(stream -> stream).orElseGet(InputStream::nullInputStream);
            request.responseHandler()
                    .onStream(subscriber -> subscriber.onSubscribe(new Reading(answer, subscriber, done)));
        } catch (IOException | RuntimeException error) {
            request.responseHandler().onError(error);
            done.completeExceptionally(error);
        }
        return done;
    }

    @Override
    public String clientName() {
        return "Blocking-" + http.clientName();
    }

    /** Whoever made the blocking client closes it. */
    @Override
    public void close() {}

    /** Collects what is to be sent. */
    private static final class Content implements Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> all = new CompletableFuture<>();

        static byte[] of(Publisher<ByteBuffer> publisher) {
            Content content = new Content();
            publisher.subscribe(content);
            return content.all.join();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void onError(Throwable error) {
            all.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            all.complete(bytes.toByteArray());
        }
    }

    /** Reads as much of the answer as is asked for; used by one thread. */
    private static final class Reading implements Subscription {
        private final InputStream answer;
        private final Subscriber<? super ByteBuffer> subscriber;
        private final CompletableFuture<Void> done;
        private long asked;
        private boolean reading;
        private boolean over;

        Reading(InputStream answer, Subscriber<? super ByteBuffer> subscriber, CompletableFuture<Void> done) {
            this.answer = answer;
            this.subscriber = subscriber;
            this.done = done;
        }

        @Override
        public void request(long more) {
            asked = more > Long.MAX_VALUE - asked ? Long.MAX_VALUE : asked + more;
            if (reading) {
                return;
            }
            reading = true;
            try {
                while (asked > 0 && !over) {
                    asked--;
                    next();
                }
            } catch (IOException broken) {
                over = true;
                subscriber.onError(broken);
                done.completeExceptionally(broken);
            } finally {
                reading = false;
            }
        }

        private void next() throws IOException {
            byte[] chunk = new byte[CHUNK];
            int length = answer.read(chunk);
            if (length >= 0) {
                subscriber.onNext(ByteBuffer.wrap(chunk, 0, length));
                return;
            }
            over = true;
            answer.close();
            subscriber.onComplete();
            done.complete(null);
        }

        @Override
        public void cancel() {
            over = true;
            try {
                answer.close();
            } catch (IOException gone) {
                done.completeExceptionally(gone);
            }
            done.complete(null);
        }
    }
}
