package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.deploy.Check;
import io.jenkins.plugins.codecraft.deploy.DeployOptions;
import io.jenkins.plugins.codecraft.deploy.rollout.Canary;
import io.jenkins.plugins.codecraft.deploy.rollout.Rollout;
import io.jenkins.plugins.codecraft.jenkins.StorageDefaults;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.List;
import java.util.function.Consumer;

/** Deployments of functions for tests: right in every parameter until a test changes one. */
public final class FunctionDeployments {
    private final LambdaFunction target = new LambdaFunction("features");

    public FunctionDeployments() {
        target.setSource("lambda");
        target.setRuntime("python3.12");
        target.setHandler("app.handler");
        target.setRole("arn:aws:iam::123456789012:role/LambdaRole");
        target.setAlias("live");
    }

    public FunctionDeployments with(Consumer<LambdaFunction> change) {
        change.accept(target);
        return this;
    }

    /** Another source is another version. */
    public FunctionDeployments source(String folder) {
        target.setSource(folder);
        return this;
    }

    /** Where the code is staged; without one it goes to Lambda directly. */
    public FunctionDeployments bucket(String bucket) {
        target.setBucket(bucket);
        return this;
    }

    public FunctionDeployments keep(int versions) {
        target.setKeep(versions);
        return this;
    }

    /** A tenth of the traffic first. */
    public FunctionDeployments canary(String bake, String... alarms) {
        Canary canary = new Canary(10);
        canary.setBake(bake);
        canary.setAlarms(List.of(alarms));
        return rollout(canary);
    }

    /** Objects of a bucket, and a schedule. */
    public FunctionDeployments triggered(String bucket) {
        target.setTriggers(List.of(new OnS3(bucket), new OnSchedule("rate(1 hour)")));
        return this;
    }

    /** An image instead of a source. */
    public FunctionDeployments image(String tag) {
        target.setSource("");
        target.setRuntime("");
        target.setHandler("");
        target.setImage("123456789012.dkr.ecr.eu-central-1.amazonaws.com/features:" + tag);
        return this;
    }

    public FunctionDeployments provisioned(int executions) {
        target.setProvisionedConcurrency(executions);
        return this;
    }

    public FunctionDeployments adopting() {
        target.setAdopt(true);
        return this;
    }

    /** A schedule. */
    public FunctionDeployments scheduled() {
        target.setTriggers(List.of(new OnSchedule("rate(1 hour)")));
        return this;
    }

    FunctionDeployments rollout(Rollout rollout) {
        target.setRollout(rollout);
        return this;
    }

    public FunctionDeployments checked(String payload, String expect) {
        Check check = new Check();
        check.setPayload(payload);
        check.setExpect(expect);
        target.setVerify(check);
        return this;
    }

    FunctionSettings settings() {
        return target.settings(new StorageDefaults(null, null, null));
    }

    DeployOptions shared() {
        return target.shared();
    }

    /** The deployment at its beginning. */
    public Operation operation(BuildOrigin origin) {
        return new CheckFunction(new FunctionPlan(settings(), shared(), origin));
    }
}
