package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSortBy;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;

/** Finds the newest approved model package of each group that is named. From then on the deployment is about these. */
record FindPackages(EndpointPlan plan) implements Operation {
    private static final int PAGE = 100;

    /** What a deployment begins with: this, or reading the endpoint if no group is named. */
    static Operation of(EndpointPlan plan) {
        return plan.settings().unresolvedGroups().isEmpty() ? new ReadEndpoint(plan, false) : new FindPackages(plan);
    }

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Map<String, String> packages = new HashMap<>();
        for (String group : plan.settings().unresolvedGroups()) {
            ModelPackageSummary newest = newest(context.aws().sageMaker(), group);
            packages.put(group, newest.modelPackageArn());
            context.console()
                    .event(Words.of(FindPackages.class, "newestApprovedPackage", group, newest.modelPackageArn()));
        }
        EndpointPlan known = new EndpointPlan(plan.settings().resolved(packages), plan.origin(), plan.region());
        return Progress.next(new ReadEndpoint(known, false));
    }

    private static ModelPackageSummary newest(SageMakerClient client, String group) {
        Optional<ModelPackageSummary> newest;
        try {
            // a page may be empty, or short, and yet not be the last
            newest = client
                    .listModelPackagesPaginator(request -> request.modelPackageGroupName(group)
                            .modelApprovalStatus(ModelApprovalStatus.APPROVED)
                            .sortBy(ModelPackageSortBy.CREATION_TIME)
                            .sortOrder(SortOrder.DESCENDING)
                            .maxResults(PAGE))
                    .modelPackageSummaryList()
                    .stream()
                    .findFirst();
        } catch (SageMakerException error) {
            if (AwsErrors.isPassing(error) || AwsErrors.isExpired(error)) {
                throw error;
            }
            throw new OperationFailure(
                    Words.of(FindPackages.class, "modelPackagesGroup", group, AwsErrors.describe(error)), error);
        }
        return newest.orElseThrow(() -> new OperationFailure(Words.of(FindPackages.class, "thereNoApproved", group)));
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
