package io.jenkins.plugins.codecraft.jenkins;

import hudson.model.Run;
import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import jenkins.model.Jenkins;

/** Which step of which build something is made for. */
final class Origins {
    private Origins() {}

    static BuildOrigin of(Run<?, ?> build, String step) {
        return new BuildOrigin(
                Jenkins.get().getLegacyInstanceId(),
                build.getParent().getFullName(),
                Integer.toString(build.getNumber()),
                build.getTimeInMillis(),
                step);
    }
}
