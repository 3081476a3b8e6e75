package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Sets what belongs to the function as a whole and not to a version: tags and reserved concurrency. */
record SetLimits(Deployment deployment) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Functions functions = new Functions(context.aws().lambda());
        GetFunctionResponse now = functions.require(deployment.name());
        Map<String, String> missing = new TreeMap<>(wantedTags(now));
        missing.entrySet().removeIf(tag -> tag.getValue().equals(now.tags().get(tag.getKey())));
        Integer reserved = deployment.plan().settings().reservedConcurrency();
        Integer is = now.concurrency() == null ? null : now.concurrency().reservedConcurrentExecutions();
        if (missing.isEmpty() && (reserved == null || reserved.equals(is))) {
            return Progress.next(new PublishVersion(deployment));
        }
        set(functions.client(), now, missing);
        return Progress.next(this);
    }

    /** Who made a function is said once. */
    private Map<String, String> wantedTags(GetFunctionResponse now) {
        return deployment.name().equals(now.tags().get(Ownership.ID))
                ? deployment.plan().options().tags()
                : deployment.plan().tags();
    }

    private void set(LambdaClient client, GetFunctionResponse now, Map<String, String> missing) {
        try {
            if (!missing.isEmpty()) {
                client.tagResource(request ->
                        request.resource(now.configuration().functionArn()).tags(missing));
                return;
            }
            client.putFunctionConcurrency(request -> request.functionName(deployment.name())
                    .reservedConcurrentExecutions(deployment.plan().settings().reservedConcurrency()));
        } catch (LambdaException error) {
            throw Functions.refusal(
                    "to set " + (missing.isEmpty() ? "reserved concurrency" : "tags") + " of "
                            + deployment.plan().words(),
                    error);
        }
    }

    @Override
    public Operation stopping() {
        return GoBack.aborted(deployment, "");
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().words());
    }
}
