package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.storage.Agent;
import java.io.IOException;
import java.util.function.Supplier;

/** What an operation may use in one turn. */
record TurnContext(Host host, OpenSession session, Pace.Places places, Wake wake, boolean restored)
        implements OperationContext {

    @Override
    public AwsSession aws() throws IOException, InterruptedException {
        return session.get();
    }

    @Override
    public Agent agent() throws IOException, InterruptedException {
        return host.agent();
    }

    @Override
    public Console console() {
        return host.console();
    }

    @Override
    public Report report() {
        return host.report();
    }

    @Override
    public void fingerprint(String name, String md5) throws IOException, InterruptedException {
        host.fingerprint(name, md5);
    }

    @Override
    public <T> T givingWay(Supplier<T> calls) {
        boolean before = places.givesWay();
        places.giveWay(true);
        try {
            return calls.get();
        } finally {
            places.giveWay(before);
        }
    }
}
