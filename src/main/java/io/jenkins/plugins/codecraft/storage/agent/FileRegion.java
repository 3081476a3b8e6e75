package io.jenkins.plugins.codecraft.storage.agent;

import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** A part of a file as the body of a request, read as the connection takes it. */
final class FileRegion implements HttpRequest.BodyPublisher {

    private static final int BUFFER = 128 << 10;

    private final Path file;
    private final long offset;
    private final long length;

    FileRegion(Path file, long offset, long length) {
        this.file = file;
        this.offset = offset;
        this.length = length;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            subscriber.onSubscribe(new Failed());
            subscriber.onError(e);
            return;
        }
        subscriber.onSubscribe(new Reading(channel, subscriber));
    }

    private static final class Failed implements Flow.Subscription {
        @Override
        public void request(long n) {
            // The subscriber already has the error.
        }

        @Override
        public void cancel() {
            // There is nothing to stop.
        }
    }

    private final class Reading implements Flow.Subscription {
        private final FileChannel channel;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        /** What was asked for and not delivered; whoever raises it from zero delivers. */
        private final AtomicLong demand = new AtomicLong();

        private long position = offset;
        private boolean ended;
        private volatile boolean cancelled;

        Reading(FileChannel channel, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.channel = channel;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                cancel();
                subscriber.onError(new IllegalArgumentException("a request for " + n + " items"));
                return;
            }
            if (demand.getAndAccumulate(n, Reading::sum) == 0) {
                do {
                    deliver();
                } while (demand.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - 1) > 0 && !ended);
            }
        }

        private void deliver() {
            if (ended) {
                return;
            }
            if (cancelled) {
                end();
                return;
            }
            try {
                ByteBuffer buffer = next();
                position += buffer.remaining();
                boolean last = position == offset + length;
                if (last) {
                    end();
                }
                subscriber.onNext(buffer);
                if (last) {
                    subscriber.onComplete();
                }
            } catch (IOException e) {
                end();
                subscriber.onError(e);
            }
        }

        private ByteBuffer next() throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, offset + length - position));
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw new EOFException(file + " became shorter while it was sent");
                }
            }
            return buffer.flip();
        }

        private void end() {
            ended = true;
            try {
                channel.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            if (demand.getAndIncrement() == 0) {
                deliver();
            }
        }

        private static long sum(long a, long b) {
            return a + b < 0 ? Long.MAX_VALUE : a + b;
        }
    }
}
