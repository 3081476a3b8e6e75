package io.jenkins.plugins.codecraft.deploy.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.deploy.Check;
import io.jenkins.plugins.codecraft.invoke.TestBuild;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What AWS refuses in the middle of a deployment leaves what was there before. */
@Timeout(60)
class FunctionGoesBackTest extends DeployedFunctions {
    private static FunctionDeployments ready(int executions) {
        return features().with(target -> target.setProvisionedConcurrency(executions));
    }

    @Test
    void a_check_that_aws_refuses_is_a_check_that_failed() {
        deploy(features());
        aws.faults().on(calls("Invoke")).times(1).refuse("AccessDeniedException", 403, "not authorized");

        assertThatThrownBy(() -> deploy(ready(2).source("other").checked("{}", "2")))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("The check of version 2 of function features failed: Lambda refused to invoke it."
                        + " AccessDeniedException: not authorized")
                .hasMessageContaining("is at version 1, as before");
        assertThat(provisioned()).isEmpty();
        assertThat(alias("live").functionVersion()).isEqualTo("1");
    }

    @Test
    void a_new_function_whose_check_aws_refuses_is_gone_again() {
        aws.faults().on(calls("Invoke")).times(1).refuse("AccessDeniedException", 403, "not authorized");

        assertThatThrownBy(() -> deploy(ready(2).checked("{}", "1")))
                .hasMessageContaining("did not exist before and was deleted again");
        assertThat(client.listFunctions().functions()).isEmpty();
    }

    @Test
    void a_payload_that_is_no_json_is_said_before_anything_is_done() throws IOException {
        assertThatThrownBy(() -> deploy(features().checked("5.1,3.5", "1")))
                .hasMessageContaining("verify.payload '5.1,3.5'. Give JSON");
        Files.writeString(workspace.resolve("sample.csv"), "5.1,3.5");
        Check check = new Check();
        check.setPayloadFile("sample.csv");
        assertThatThrownBy(() -> deploy(features().with(target -> target.setVerify(check))))
                .isInstanceOf(OperationFailure.class)
                .hasMessageContaining("verify.payloadFile 'sample.csv' is not JSON");
        assertThat(aws.journal()
                        .calls(call ->
                                call.region().equals(region) && call.service().equals("lambda")))
                .isEmpty();
    }

    @Test
    void a_function_that_is_stopped_is_not_checked() {
        assertThatThrownBy(() -> deploy(features().checked("{}", "1").with(target -> target.setReservedConcurrency(0))))
                .hasMessageContaining("A function that is stopped can't be checked");
        deploy(features().with(target -> target.setReservedConcurrency(0)));
        assertThatThrownBy(() -> deploy(features().source("other").checked("{}", "1")))
                .hasMessageContaining("is stopped (its reserved concurrency is 0)");
        assertThat(versions()).containsExactly("$LATEST", "1");
    }

    @Test
    void provisioned_concurrency_that_aws_refuses_goes_back() {
        aws.faults()
                .on(calls("PutProvisionedConcurrencyConfig"))
                .times(1)
                .refuse("InvalidParameterValueException", 400, "too much");

        assertThatThrownBy(() -> deploy(ready(2)))
                .hasMessageContaining("Lambda refused to provision concurrency for version 1")
                .hasMessageContaining("did not exist before and was deleted again");
    }

    @Test
    void a_step_of_the_rollout_that_aws_refuses_takes_the_traffic_back() {
        deploy(features());
        aws.faults().on(calls("UpdateAlias")).nth(2).refuse("AccessDeniedException", 403, "not authorized");

        assertThatThrownBy(() -> deploy(ready(2).source("other").canary("5m")))
                .hasMessageContaining("Lambda refused to move the alias live of function features, which is at version"
                        + " 1, 10 % version 2")
                .hasMessageContaining("is at version 1, as before");
        assertThat(alias("live").routingConfig()).isNull();
        assertThat(provisioned()).isEmpty();
    }

    @Test
    void an_alias_that_somebody_else_moves_meanwhile_is_left_where_it_is() {
        deploy(features());
        deploy(features().source("other"));
        var under = build.start(
                ready(1).with(target -> target.setMemory(256)).canary("1h").operation(TestBuild.origin()));
        Awaitility.await().until(() -> alias("live").routingConfig() != null);
        client.updateAlias(request -> request.functionName("features")
                .name("live")
                .functionVersion("1")
                .routingConfig(routing -> routing.additionalVersionWeights(Map.of())));
        under.run().stop(new IllegalStateException("aborted"));

        assertThatThrownBy(() -> under.end().get(30, TimeUnit.SECONDS)).hasMessageContaining("aborted");
        assertThat(alias("live").functionVersion()).isEqualTo("1");
        assertThat(provisioned()).isEmpty();
        assertThat(build.console())
                .contains("The alias live of function features is at version 1, which this step did not give it; it is"
                        + " left alone");
    }

    @Test
    void capacity_of_the_version_in_use_is_as_before_if_the_check_fails() {
        deploy(ready(2));

        assertThatThrownBy(() -> deploy(ready(5).checked("{}", "never")))
                .hasMessageContaining("The check of version 1");
        assertThat(provisioned()).containsExactly("1=2");
    }

    @Test
    void a_function_that_somebody_else_deletes_meanwhile_needs_no_deletion() {
        aws.faults()
                .on(calls("DeleteFunction"))
                .times(1)
                .refuse("ResourceNotFoundException", 404, "Function not found: " + arn);

        assertThatThrownBy(() -> deploy(features().checked("{}", "never")))
                .hasMessageContaining("did not exist before and was deleted again");
        assertThat(client.listFunctions().functions()).isEmpty();
    }

    @Test
    void reserved_concurrency_is_not_touched_before_the_new_version_has_its_traffic() {
        deploy(features().with(target -> target.setReservedConcurrency(10)));
        FunctionDeployments fewer = features().source("other").with(target -> target.setReservedConcurrency(2));

        assertThatThrownBy(() -> deploy(fewer.checked("{}", "never"))).hasMessageContaining("The check of version 2");
        assertThat(reserved()).isEqualTo(10);
        deploy(fewer.checked("{}", "2"));
        assertThat(reserved()).isEqualTo(2);
        assertThat(changes()).containsSubsequence("UpdateFunctionCode", "UpdateAlias", "PutFunctionConcurrency");
    }

    @Test
    void reserved_concurrency_that_provisioning_needs_is_given_back() {
        deploy(features().with(target -> target.setReservedConcurrency(1)));
        FunctionDeployments more = ready(3).with(target -> target.setReservedConcurrency(5));

        assertThatThrownBy(() -> deploy(more.source("other").checked("{}", "never")))
                .hasMessageContaining("The check of version 2");
        assertThat(reserved()).isEqualTo(1);
        deploy(more.checked("{}", "2"));
        assertThat(reserved()).isEqualTo(5);
        assertThat(provisioned()).containsExactly("2=3");
    }
}
