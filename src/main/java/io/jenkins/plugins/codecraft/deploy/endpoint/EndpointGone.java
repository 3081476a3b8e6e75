package io.jenkins.plugins.codecraft.deploy.endpoint;

import java.time.Duration;

/** What is deleted is in no listing, so whoever waits for that looks by itself. */
final class EndpointGone {
    static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private EndpointGone() {}
}
