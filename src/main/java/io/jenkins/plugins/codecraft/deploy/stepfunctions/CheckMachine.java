package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.aws.Scope;
import io.jenkins.plugins.codecraft.deploy.Resources;
import io.jenkins.plugins.codecraft.deploy.Variables;
import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.agent.ReadFileTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The deployment of a state machine at its beginning: its parameters are checked, and its definition is read. */
record CheckMachine(MachineSettings settings, BuildOrigin origin) implements Operation {
    /** What CreateStateMachine takes. */
    private static final long MOST_BYTES = 1L << 20;

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Mistakes mistakes = new Mistakes("codecraftDeploy stepFunctions");
        MachineRules.check(settings, mistakes);
        mistakes.refuse();
        byte[] content = context.agent().call(new ReadFileTask(settings.definition(), MOST_BYTES));
        Variables.Filled filled =
                Variables.fill(new String(content, StandardCharsets.UTF_8), new Resources(context.aws()));
        filled.note("definition", settings.definition(), mistakes);
        mistakes.refuse();
        DefinitionFile file = new DefinitionFile(settings.definition(), filled.text());
        String json = file.json();
        new Findings(file, settings).check(json, context);
        return Progress.next(new ReadMachine(plan(json, context)));
    }

    private MachinePlan plan(String definition, OperationContext context) throws IOException, InterruptedException {
        Scope scope = context.aws().scope();
        String arn = "arn:" + context.aws().partition() + ":states:" + scope.region() + ":" + scope.account()
                + ":stateMachine:" + settings.name();
        MachineConfig wanted = new MachineConfig(
                definition,
                settings.role(),
                settings.type(),
                settings.logging(),
                settings.tracing(),
                settings.kmsKey());
        return new MachinePlan(settings, origin, arn, wanted);
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
