package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import hudson.model.Job;
import hudson.model.ParametersAction;
import hudson.model.Run;
import java.util.Calendar;
import org.junit.jupiter.api.Test;

/** Credentials that a build's parameter chooses. */
class CredentialsParameterTest {
    private final Run<?, ?> build = new Build();

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

    CredentialsParameterTest() {
        build.addAction(new ParametersAction(new CredentialsParameterValue("KEYS", "of-alice", "")));
    }

    @Test
    void a_credentials_parameter_is_passed_on_by_its_name() {
        assertThat(CredentialsParameter.id("${KEYS}", "of-alice", build)).isEqualTo("${KEYS}");
        assertThat(CredentialsParameter.id("$KEYS", "of-alice", build)).isEqualTo("${KEYS}");
    }

    @Test
    void any_other_variable_is_an_id_as_it_is_expanded() {
        assertThat(CredentialsParameter.id("${TEAM}", "fraud", build)).isEqualTo("fraud");
        assertThat(CredentialsParameter.id("${KEYS}-x", "of-alice-x", build)).isEqualTo("of-alice-x");
        assertThat(CredentialsParameter.id("aws", "aws", build)).isEqualTo("aws");
        assertThat(CredentialsParameter.id(null, null, build)).isNull();
    }
}
