package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Gives the API the tags that it has not, because it was there before or because an import took them away. */
record TagApi(ApiPlan plan, ApiBefore before) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Gateway gateway = Gateway.of(context.aws(), plan.http());
        Map<String, String> is = gateway.read(before.api()).tags();
        if (!is.entrySet().containsAll(plan.importedTags().entrySet())) {
            try {
                gateway.tag(plan.arn(context.aws(), before.api()), plan.importedTags());
            } catch (AwsServiceException error) {
                throw ApiRefusal.of(Words.of(TagApi.class, "tag", plan.words()), error);
            }
        }
        return Progress.next(new GrantInvoke(plan, before, 0));
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
