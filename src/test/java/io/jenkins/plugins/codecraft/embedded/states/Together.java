package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs levels side by side. The first that fails stops the others, and its error is that of all. */
record Together(ExecutorService threads) {

    /** @param most how many run at once; 0 is no limit */
    JsonNode run(Frame frame, List<Frame> frames, List<Callable<JsonNode>> work, int most) {
        ExecutorCompletionService<JsonNode> service = new ExecutorCompletionService<>(threads);
        Map<Future<JsonNode>, Integer> running = new HashMap<>();
        Deque<Integer> waiting = new ArrayDeque<>();
        JsonNode[] outputs = new JsonNode[work.size()];
        for (int i = 0; i < work.size(); i++) {
            waiting.add(i);
        }
        RuntimeException failure = null;
        while (!running.isEmpty() || failure == null && !waiting.isEmpty()) {
            while (failure == null && !waiting.isEmpty() && (most == 0 || running.size() < most)) {
                int next = waiting.remove();
                running.put(service.submit(work.get(next)), next);
            }
            try {
                Future<JsonNode> done = service.take();
                outputs[running.remove(done)] = done.get();
            } catch (ExecutionException broken) {
                failure = failure == null ? unwrapped(broken) : failure;
                frames.forEach(each -> each.scope().stop());
            } catch (InterruptedException ends) {
                Thread.currentThread().interrupt();
                frames.forEach(each -> each.scope().stop());
                throw new Halted();
            }
        }
        frame.scope().check();
        if (failure != null) {
            throw failure;
        }
        ArrayNode all = Data.NODES.arrayNode();
        for (JsonNode output : outputs) {
            all.add(output);
        }
        return all;
    }

    private static RuntimeException unwrapped(ExecutionException broken) {
        return broken.getCause() instanceof RuntimeException inner
                ? inner
                : new IllegalStateException(broken.getCause());
    }
}
