package io.jenkins.plugins.codecraft.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What goes wrong with a call, before its effect or after it. */
sealed interface Fault {

    /** The connection is cut instead of an answer. */
    final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cut() {
            super("connection cut on purpose", null, false, false);
        }
    }

    /** @throws AwsError or {@link Cut} to keep the effect from happening */
    default void before(AuthErrors errors) {}

    /** @throws Cut to leave the client without an answer */
    default AwsResponse after(AwsResponse response) {
        return response;
    }

    record Refuse(AwsError error) implements Fault {
        @Override
        public void before(AuthErrors errors) {
            throw error;
        }
    }

    record Throttle() implements Fault {
        @Override
        public void before(AuthErrors errors) {
            throw errors.throttled();
        }
    }

    record ExpiredCredentials() implements Fault {
        @Override
        public void before(AuthErrors errors) {
            throw errors.expiredToken();
        }
    }

    record ResetBefore() implements Fault {
        @Override
        public void before(AuthErrors errors) {
            throw new Cut();
        }
    }

    record ResetAfter() implements Fault {
        @Override
        public AwsResponse after(AwsResponse response) {
            throw new Cut();
        }
    }

    /** The answer comes late by a real duration. */
    record Stall(Duration real) implements Fault {
        @Override
        public AwsResponse after(AwsResponse response) {
            try {
                boolean never = new CountDownLatch(1).await(real.toMillis(), TimeUnit.MILLISECONDS);
                assert !never;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new Cut();
            }
            return response;
        }
    }

    record Malformed() implements Fault {
        @Override
        public AwsResponse after(AwsResponse response) {
            String type = response.headers().getOrDefault("Content-Type", "");
            String broken = type.contains("xml") ? "<?xml version=\"1.0\"?><Result><" : "{\"Broken\": [1, ";
            return AwsResponse.bytes(type, broken.getBytes(StandardCharsets.UTF_8))
                    .withStatus(response.status());
        }
    }
}
