package io.jenkins.plugins.codecraft.acceptance;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.Journal;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** The training jobs that AWS has. */
record Trainings(EmbeddedAws aws) {

    /** The names of the jobs that were created, in order, for steps of a name. */
    List<String> of(String step) {
        return aws.journal().calls("CreateTrainingJob").stream()
                .filter(Journal.Call::tookEffect)
                .map(Journal.Call::resource)
                .filter(name -> name.startsWith(step + "-"))
                .toList();
    }

    /** What the one training of a step that a build carried out has left. */
    IrisSteps.Trained trained(Build build, String step) {
        Journal.Call call = aws.journal().calls("CreateTrainingJob").stream()
                .filter(Journal.Call::tookEffect)
                .filter(each -> each.resource().matches(step + "-" + build.number() + "-\\w+"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(build + " has not trained " + step));
        String output =
                call.request().path("OutputDataConfig").path("S3OutputPath").asText();
        String source = call.request()
                .path("HyperParameters")
                .path("sagemaker_submit_directory")
                .asText();
        return new IrisSteps.Trained(
                call.resource(), output + "/" + call.resource() + "/output/model.tar.gz", source.replace("\"", ""));
    }

    /** As {@code DescribeTrainingJob} says. */
    String status(String name) {
        try (SageMakerClient client = SageMakerClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.of(Configuration.REGION))
                .httpClient(ApacheHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)))
                .build()) {
            return client.describeTrainingJob(request -> request.trainingJobName(name))
                    .trainingJobStatusAsString();
        }
    }

    /** The calls for one job. */
    List<Journal.Call> calls(String operation, String name) {
        return aws.journal().calls(operation).stream()
                .filter(call -> call.resource().equals(name))
                .toList();
    }
}
