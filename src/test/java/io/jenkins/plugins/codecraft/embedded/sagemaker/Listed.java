package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.time.Instant;

/** What a listing sorts and filters by. */
interface Listed {
    String name();

    Instant created();

    Instant modified();

    String status();
}
