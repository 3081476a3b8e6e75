package io.jenkins.plugins.codecraft.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.TrainingJobStatus;

/**
 * Waits as steps do that block: a thread of a cached pool for each (that is what a
 * {@code SynchronousNonBlockingStepExecution} is), a client for each with the SDK's own retries, and a look at the job
 * in each interval. A look that AWS throttles until the SDK gives up would fail such a step; here it is counted as
 * failed and waits on, so that the number that waits stays.
 */
final class ThreadPerWait implements Contender {
    private static final String THREADS = "poller";
    private static final Set<TrainingJobStatus> AT_REST =
            Set.of(TrainingJobStatus.COMPLETED, TrainingJobStatus.FAILED, TrainingJobStatus.STOPPED);

    private final Account.Jobs jobs;
    private final Duration interval;
    private final Map<Integer, Instant> ended = new ConcurrentHashMap<>();
    private final Set<Integer> failed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger looked = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Random random = new Random(1);
    private final ExecutorService threads;

    ThreadPerWait(Account.Jobs jobs, Duration interval) {
        this.jobs = jobs;
        this.interval = interval;
        AtomicInteger number = new AtomicInteger();
        this.threads =
                Executors.newCachedThreadPool(work -> new Thread(work, THREADS + " " + number.incrementAndGet()));
    }

    @Override
    public void waitFor(int build) {
        begun.incrementAndGet();
        // builds do not all begin at the same moment
        long first = (long) (random.nextDouble() * interval.toMillis());
        threads.execute(() -> poll(build, first, client -> {}));
    }

    @Override
    public void train(int build) {
        threads.execute(() -> poll(
                build, 0, client -> client.createTrainingJob(jobs.trainings().request(build))));
    }

    private void poll(int build, long first, Consumer<SageMakerClient> before) {
        try (SageMakerClient client = jobs.client(50)) {
            before.accept(client);
            boolean over = closed.await(first, TimeUnit.MILLISECONDS);
            while (!over && !isAtRest(client, build)) {
                over = closed.await(interval.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (!over) {
                ended.put(build, Instant.now());
            }
        } catch (InterruptedException | AbortedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAtRest(SageMakerClient client, int build) {
        try {
            return AT_REST.contains(client.describeTrainingJob(request -> request.trainingJobName(jobs.name(build)))
                    .trainingJobStatus());
        } catch (AbortedException closing) {
            throw closing;
        } catch (SdkException givenUp) {
            failed.add(build);
            return false;
        } finally {
            looked.incrementAndGet();
        }
    }

    @Override
    public void settle() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> looked.get() >= begun.get());
    }

    @Override
    public Map<Integer, Instant> ended() {
        return Map.copyOf(ended);
    }

    @Override
    public String threads() {
        return THREADS;
    }

    @Override
    public int failed() {
        return failed.size();
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(threads::isTerminated);
    }
}
