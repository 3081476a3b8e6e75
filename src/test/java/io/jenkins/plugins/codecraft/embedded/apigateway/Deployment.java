package io.jenkins.plugins.codecraft.embedded.apigateway;

import java.time.Instant;

/** What a stage can serve: the API as it was when this was made. */
record Deployment(String id, String description, Instant created, Definition snapshot) {}
