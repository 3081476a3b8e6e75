package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.time.Instant;

/** What is sorted and filtered by the job that it has. */
interface ListedByJob extends Listed {
    Listed job();

    @Override
    default String name() {
        return job().name();
    }

    @Override
    default Instant created() {
        return job().created();
    }

    @Override
    default Instant modified() {
        return job().modified();
    }

    @Override
    default String status() {
        return job().status();
    }
}
