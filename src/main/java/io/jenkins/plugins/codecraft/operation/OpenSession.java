package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import java.io.IOException;

/** The session of one operation: opened when first asked for, and again after it was forgotten. */
final class OpenSession {
    private final Host host;
    private AwsSession session;

    OpenSession(Host host) {
        this.host = host;
    }

    /** Asked by one piece of work at a time. */
    AwsSession get() throws IOException, InterruptedException {
        AwsSession known = known();
        if (known != null) {
            return known;
        }
        AwsSession opened = host.connect();
        synchronized (this) {
            session = opened;
        }
        return opened;
    }

    /** Null if there is none. */
    synchronized AwsSession known() {
        return session;
    }

    /** Its credentials have expired. */
    void forget() {
        AwsSession expired;
        synchronized (this) {
            expired = session;
            session = null;
        }
        if (expired != null) {
            host.expired(expired);
        }
    }
}
