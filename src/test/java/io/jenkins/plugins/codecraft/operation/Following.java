package io.jenkins.plugins.codecraft.operation;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Follows the fake resource {@code job} until it is done. */
record Following(FakeKind kind, String status) implements Operation {

    static Following of(FakeKind kind) {
        return new Following(kind, "");
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        context.aws();
        ResourceKind.Listed now = kind.resources.get("job");
        return now.status().equals(FakeKind.DONE)
                ? Progress.done(Map.of("status", now.status()))
                : Progress.waitFor(new Following(kind, now.status()), kind.watch("job"));
    }

    @Override
    public Operation stopping() {
        return Piece.of("stop job", context -> {
            kind.put(
                    "job",
                    FakeKind.DONE,
                    kind.resources.get("job").lastModified().plusSeconds(1));
            return Progress.done(Map.of());
        });
    }

    @Override
    public Optional<String> running() {
        return Optional.of("job");
    }

    @Override
    public String toString() {
        return "following " + status;
    }
}
