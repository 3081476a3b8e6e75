package io.jenkins.plugins.codecraft.storage.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Fetches a range of an object into its place in a file. */
record RangeExchange(String path, String url, Map<String, String> headers, FileChannel file, long from, long length)
        implements Exchange {

    @Override
    public Optional<Sent> refusal() {
        return Optional.empty();
    }

    @Override
    public HttpRequest request() {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(60 + length / PieceExchange.SLOWEST_BYTES_PER_SECOND))
                .GET();
        headers.forEach(builder::setHeader);
        return builder.setHeader("Range", "bytes=" + from + "-" + (from + length - 1))
                .build();
    }

    @Override
    public HttpResponse.BodyHandler<String> answer() {
        return answer -> {
            String range = answer.headers().firstValue("Content-Range").orElse("");
            boolean wanted =
                    answer.statusCode() == 206 && range.startsWith("bytes " + from + "-" + (from + length - 1) + "/");
            if (wanted) {
                return new Writing();
            }
            return answer.statusCode() / 100 == 2
                    ? new Refused(answer.statusCode(), range)
                    : HttpResponse.BodySubscribers.ofString(java.nio.charset.StandardCharsets.UTF_8);
        };
    }

    @Override
    public String toString() {
        return path + " from " + from + ", " + length + " bytes"; // The URL is a permission: not for logs.
    }

    /** Does not read a body that is not what was asked for. */
    private static final class Refused implements HttpResponse.BodySubscriber<String> {
        private final CompletableFuture<String> result = new CompletableFuture<>();

        Refused(int status, String range) {
            result.completeExceptionally(
                    new IOException(AgentWords.of(RangeExchange.class, "sAnsweredRange", status, range)));
        }

        @Override
        public CompletionStage<String> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            // Cancelled.
        }

        @Override
        public void onError(Throwable error) {
            // The result is an error already.
        }

        @Override
        public void onComplete() {
            // The result is an error already.
        }
    }

    private final class Writing implements HttpResponse.BodySubscriber<String> {
        private final CompletableFuture<String> result = new CompletableFuture<>();
        private Flow.Subscription subscription;
        private long position = from;

        @Override
        public CompletionStage<String> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            subscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            try {
                for (ByteBuffer buffer : buffers) {
                    if (position + buffer.remaining() > from + length) {
                        throw new IOException(AgentWords.of(RangeExchange.class, "sAnsweredMore"));
                    }
                    while (buffer.hasRemaining()) {
                        position += file.write(buffer, position);
                    }
                }
                subscription.request(1);
            } catch (IOException e) {
                subscription.cancel();
                result.completeExceptionally(e);
            }
        }

        @Override
        public void onError(Throwable error) {
            result.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            if (position == from + length) {
                result.complete("");
            } else {
                result.completeExceptionally(new IOException(AgentWords.of(RangeExchange.class, "sAnsweredLess")));
            }
        }
    }
}
