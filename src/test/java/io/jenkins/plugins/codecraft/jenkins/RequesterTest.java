package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.FoundCredentials;
import hudson.model.Job;
import hudson.model.Run;
import java.lang.reflect.Proxy;
import java.util.Calendar;
import org.junit.jupiter.api.Test;

/** Who looks for credentials. */
class RequesterTest {
    private final FoundCredentials keys = new FoundCredentials((AmazonWebServicesCredentials) Proxy.newProxyInstance(
            RequesterTest.class.getClassLoader(),
            new Class<?>[] {AmazonWebServicesCredentials.class},
            (proxy, method, arguments) -> method.getName().equals("getId") ? "keys" : null));
    private final Run<?, ?> build = new Build();

    RequesterTest() {
        build.addAction(keys);
    }

    @Test
    void credentials_that_a_build_finds_are_noted_as_used_by_it() {
        assertThat(new Requester.Build(build).find("keys")).isPresent();
        assertThat(keys.isUsed()).isTrue();
    }

    @Test
    void credentials_that_a_build_does_not_ask_for_are_not_noted() {
        assertThat(new Requester.Build(build).find("others")).isEmpty();
        assertThat(keys.isUsed()).isFalse();
    }

    private static final class Build extends Run<Parent, Build> {
        Build() {
            super(new Parent(), Calendar.getInstance());
        }
    }

    private static final class Parent extends Job<Parent, Build> {
        Parent() {
            super(null, "job");
        }
    }
}
