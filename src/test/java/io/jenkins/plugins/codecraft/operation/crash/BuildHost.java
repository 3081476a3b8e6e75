package io.jenkins.plugins.codecraft.operation.crash;

import io.jenkins.plugins.codecraft.jenkins.SavedBytes;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.Host;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.storage.Agent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A build that keeps what it is told and never dies. */
abstract class BuildHost implements Host {
    private final Ground ground;
    private final CompletableFuture<Map<String, Object>> end = new CompletableFuture<>();
    private final List<String> console = Collections.synchronizedList(new ArrayList<>());

    BuildHost(Ground ground) {
        this.ground = ground;
    }

    CompletableFuture<Map<String, Object>> end() {
        return end;
    }

    List<String> printed() {
        synchronized (console) {
            return List.copyOf(console);
        }
    }

    @Override
    public Agent agent() {
        return ground.agent();
    }

    @Override
    public Console console() {
        return new Console() {
            @Override
            public void event(String text) {
                console.add(text);
            }

            @Override
            public void line(String text) {
                console.add("| " + text);
            }
        };
    }

    @Override
    public CompletionStage<Void> save(Operation operation, Optional<Throwable> stopped) {
        SavedBytes.of(operation);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void succeeded(Map<String, Object> result) {
        end.complete(result);
    }

    @Override
    public void failed(Throwable cause) {
        end.completeExceptionally(cause);
    }
}
