package io.jenkins.plugins.codecraft.invoke.pipeline;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.ServiceTime;
import io.jenkins.plugins.codecraft.operation.ResourceKind;
import io.jenkins.plugins.codecraft.operation.Watch;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.model.DescribePipelineExecutionResponse;
import software.amazon.awssdk.services.sagemaker.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.sagemaker.model.ListPipelineExecutionsResponse;

/** The executions of one pipeline, as {@code ListPipelineExecutions} shows them. */
record PipelineExecutions(String pipeline) implements ResourceKind, Serializable {
    private static final int PAGE = 100;
    private static final List<String> AT_REST = List.of("Succeeded", "Failed", "Stopped");

    static boolean atRest(String status) {
        return AT_REST.contains(status);
    }

    Watch watch(DescribePipelineExecutionResponse execution) {
        return Watch.created(
                this,
                execution.pipelineExecutionArn(),
                execution.pipelineExecutionStatusAsString(),
                execution.creationTime());
    }

    @Override
    public String id() {
        return "pipeline-execution";
    }

    @Override
    public String parent() {
        return pipeline;
    }

    @Override
    public String plural() {
        return Words.of(PipelineExecutions.class, "executionsPipeline", pipeline);
    }

    @Override
    public Listing listing() {
        return Listing.BY_CREATION;
    }

    @Override
    public Page list(AwsSession session, Query query) {
        ListPipelineExecutionsRequest.Builder request = ListPipelineExecutionsRequest.builder()
                .pipelineName(pipeline)
                .maxResults(PAGE)
                .nextToken(query.nextToken().orElse(null));
        if (query instanceof Query.CreatedSince since) {
            request.createdAfter(since.time());
        }
        ListPipelineExecutionsResponse page = session.sageMaker().listPipelineExecutions(request.build());
        return new Page(
                page.pipelineExecutionSummaries().stream()
                        .map(execution -> new Listed(
                                execution.pipelineExecutionArn(),
                                execution.pipelineExecutionStatusAsString(),
                                Instant.EPOCH))
                        .toList(),
                Optional.ofNullable(page.nextToken()),
                ServiceTime.of(page));
    }
}
