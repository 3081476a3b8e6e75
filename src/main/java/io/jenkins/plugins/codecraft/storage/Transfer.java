package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Piece;
import io.jenkins.plugins.codecraft.storage.agent.Root;
import io.jenkins.plugins.codecraft.storage.agent.Sent;
import io.jenkins.plugins.codecraft.storage.agent.UploadTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Has the agent send things, batch by batch. While the agent sends one batch the URLs of the next are presigned, by
 * another lane, so that it never waits. A batch holds what takes about five seconds: URLs stay fresh, and progress is
 * heard of without asking.
 */
final class Transfer {

    private static final long SMALLEST_BATCH = 32L << 20;
    private static final long LARGEST_BATCH = 1L << 30;
    private static final double BATCH_SECONDS = 5;
    private static final int MOST_EXPIRED = 5;
    private static final Pattern ETAG = Pattern.compile("[\\x21-\\x7E]{1,200}");

    private final Agent agent;
    private final Root root;
    private final Crew crew;
    private final Meter meter;
    private final Tuning tuning;
    private final BlockingQueue<Sendable> queue = new ArrayBlockingQueue<>(4096);
    private final AtomicLong sentBytes = new AtomicLong();
    private volatile boolean complete;
    private int lanes;

    Transfer(Agent agent, Root root, Crew crew, Meter meter, Tuning tuning) {
        this.agent = agent;
        this.root = root;
        this.crew = crew;
        this.meter = meter;
        this.tuning = tuning;
    }

    /** Queues; waits when too much waits already. To be called by one thread only. */
    void send(Sendable sendable) throws IOException, InterruptedException {
        while (!queue.offer(sendable, 100, TimeUnit.MILLISECONDS)) {
            crew.check();
        }
        while (lanes < tuning.lanes()) {
            lanes++;
            crew.start(new Lane()::run);
        }
    }

    /** Nothing will be queued any more; the crew's jobs end when all is sent. */
    void finish() {
        complete = true;
    }

    long sentBytes() {
        return sentBytes.get();
    }

    private final class Lane {
        private final Deque<Sendable> again = new ArrayDeque<>();
        private long budget = SMALLEST_BATCH;
        private int expiredInARow;

        void run() throws IOException, InterruptedException {
            for (List<Sendable> batch = next(); !batch.isEmpty(); batch = next()) {
                send(batch);
            }
        }

        /** Empty when there is nothing left to send. */
        private List<Sendable> next() throws InterruptedException {
            List<Sendable> batch = new ArrayList<>();
            long bytes = 0;
            while (batch.size() < tuning.batchPieces() && bytes < budget) {
                Sendable sendable = poll(batch.isEmpty());
                if (sendable == null) {
                    break;
                }
                batch.add(sendable);
                bytes += sendable.length();
            }
            return batch;
        }

        private Sendable poll(boolean first) throws InterruptedException {
            Sendable sendable = again.poll();
            while (sendable == null) {
                // Asked before the queue is looked at: what was queued before it was complete is not missed.
                boolean last = complete;
                sendable = queue.poll(last ? 0 : 10, TimeUnit.MILLISECONDS);
                if (sendable == null && (last || !first)) {
                    return null;
                }
            }
            return sendable;
        }

        private void send(List<Sendable> batch) throws IOException, InterruptedException {
            List<Sendable> asked = new ArrayList<>(batch.size());
            ArrayList<Piece> pieces = new ArrayList<>(batch.size());
            for (Sendable sendable : batch) {
                Optional<Piece> piece = sendable.presign(tuning.validity());
                if (piece.isPresent()) {
                    asked.add(sendable);
                    pieces.add(piece.get());
                }
            }
            if (pieces.isEmpty()) {
                return;
            }
            long began = System.nanoTime();
            List<Sent> answers =
                    agent.call(new UploadTask(root, pieces, tuning.validity().toMillis(), tuning.parallel()));
            if (answers.size() != asked.size()) {
                throw new StorageException(
                        Words.of(Transfer.class, "agentAnsweredRequests", answers.size(), asked.size()));
            }
            settle(asked, answers, (System.nanoTime() - began) / 1e9);
        }

        private void settle(List<Sendable> asked, List<Sent> answers, double seconds)
                throws IOException, InterruptedException {
            long bytes = 0;
            int expired = 0;
            for (int i = 0; i < asked.size(); i++) {
                Sendable sendable = asked.get(i);
                Sent sent = checked(sendable, answers.get(i));
                if (sent.outcome() == Sent.Outcome.EXPIRED) {
                    expired++;
                    again.add(sendable);
                    continue;
                }
                if (sent.outcome() == Sent.Outcome.SENT) {
                    bytes += sendable.length();
                }
                again.addAll(sendable.settle(sent));
            }
            requireFreshUrls(asked.size(), expired);
            budget = Math.max(
                    SMALLEST_BATCH, Math.min(LARGEST_BATCH, (long) (bytes / Math.max(0.001, seconds) * BATCH_SECONDS)));
            sentBytes.addAndGet(bytes);
            meter.add(0, bytes);
        }

        private Sent checked(Sendable sendable, Sent sent) throws IOException {
            switch (sent.outcome()) {
                case CHANGED:
                    throw new ContentChangedException(Words.of(Transfer.class, "changedWhileWas", sendable.path()));
                case FAILED:
                    throw new StorageException(Words.of(
                            Transfer.class, "cannotSendFrom", sendable.path(), Amounts.oneLine(sent.detail())));
                case SENT:
                    if (!ETAG.matcher(sent.etag()).matches()) {
                        throw new StorageException(
                                Words.of(Transfer.class, "agentAnsweredImpossible", sendable.path()));
                    }
                    return sent;
                default:
                    return sent;
            }
        }

        /** Fresh URLs that expire time and again mean that the clocks differ. */
        private void requireFreshUrls(int asked, int expired) throws StorageException {
            expiredInARow = expired == asked ? expiredInARow + 1 : 0;
            if (expiredInARow == MOST_EXPIRED) {
                throw new StorageException(Words.of(Transfer.class, "sTakesFreshly"));
            }
        }
    }
}
