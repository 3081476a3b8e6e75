package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** The service quotas of this account; what is not set here is not limited. Safe for threads. */
public final class Quotas {
    private static final long SECOND = 1_000_000_000L;

    private final Map<String, Integer> instances = new ConcurrentHashMap<>();
    private final Map<String, Integer> rates = new ConcurrentHashMap<>();
    private final Map<String, Deque<Long>> calls = new ConcurrentHashMap<>();

    Quotas() {}

    /** At most so many instances of a type, e.g. {@code ml.p3.2xlarge}, in all training jobs in progress. */
    public Quotas trainingInstances(String instanceType, int count) {
        instances.put(instanceType + " for training job usage", count);
        return this;
    }

    /** At most so many instances of a type in all endpoints. */
    public Quotas endpointInstances(String instanceType, int count) {
        instances.put(instanceType + " for endpoint usage", count);
        return this;
    }

    /** At most so many calls of an operation in a (real) second; {@code ListTrainingJobs} has 2 in AWS. */
    public Quotas callsPerSecond(String operation, int count) {
        rates.put(operation, count);
        return this;
    }

    /** Lifts all limits. */
    public void clear() {
        instances.clear();
        rates.clear();
    }

    void call(String operation) {
        Integer rate = rates.get(operation);
        if (rate == null) {
            return;
        }
        Deque<Long> recent = calls.computeIfAbsent(operation, name -> new ArrayDeque<>());
        long now = System.nanoTime();
        synchronized (recent) {
            while (!recent.isEmpty() && now - recent.peekFirst() >= SECOND) {
                recent.removeFirst();
            }
            if (recent.size() >= rate) {
                throw new AwsError("ThrottlingException", 400, "Rate exceeded");
            }
            recent.addLast(now);
        }
    }

    void requireTraining(String instanceType, IntSupplier used, int more) {
        require(instanceType + " for training job usage", used, more);
    }

    void requireEndpoint(String instanceType, IntSupplier used, int more) {
        require(instanceType + " for endpoint usage", used, more);
    }

    private void require(String quota, IntSupplier usage, int more) {
        Integer limit = instances.get(quota);
        int used = limit == null ? 0 : usage.getAsInt();
        if (limit != null && used + more > limit) {
            throw new AwsError(
                    "ResourceLimitExceeded",
                    400,
                    "The account-level service limit '%s' is %d Instances, with current utilization of %d Instances and a"
                                    .formatted(quota, limit, used)
                            + " request delta of %d Instances. Please use AWS Service Quotas to request an increase for this quota."
                                    .formatted(more));
        }
    }
}
