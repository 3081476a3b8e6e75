package io.jenkins.plugins.codecraft.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the AWS console shows a resource. */
public record ConsoleUrls(String partition, String region) {

    public static ConsoleUrls of(AwsSession session) {
        return new ConsoleUrls(session.partition(), session.scope().region());
    }

    public String trainingJob(String name) {
        return sageMaker() + "/jobs/" + name;
    }

    public String transformJob(String name) {
        return sageMaker() + "/transform-jobs/" + name;
    }

    public String endpoint(String name) {
        return sageMaker() + "/endpoints/" + name;
    }

    /** @param arn of a state machine */
    public String stateMachine(String arn) {
        return states() + "/statemachines/view/" + arn;
    }

    /** @param arn of an execution */
    public String execution(String arn) {
        boolean express = arn.contains(":express:");
        return states() + (express ? "/express-executions/details/" : "/v2/executions/details/") + arn;
    }

    private String states() {
        return console() + "/states/home?region=" + region + "#";
    }

    public String function(String name) {
        return console() + "/lambda/home?region=" + region + "#/functions/" + name;
    }

    /** A log group, at the streams with a prefix. */
    public String logs(String group, String prefix) {
        return console() + "/cloudwatch/home?region=" + region + "#logsV2:log-groups/log-group/" + fragment(group)
                + "$3FlogStreamNameFilter$3D" + fragment(prefix);
    }

    /** The objects of a bucket whose keys have a prefix. */
    public String objects(String bucket, String prefix) {
        return console() + "/s3/buckets/" + bucket + "?region=" + region + "&prefix="
                + URLEncoder.encode(prefix, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** An API of API Gateway. */
    public String api(String id, boolean http) {
        String page = http ? "/apigateway/main/develop/routes" : "/apigateway/main/apis/" + id + "/resources";
        return console() + page + "?api=" + id + "&region=" + region;
    }

    private String sageMaker() {
        return console() + "/sagemaker/home?region=" + region + "#";
    }

    private String console() {
        String domain =
                switch (partition) {
                    case "aws-cn" -> "console.amazonaws.cn";
                    case "aws-us-gov" -> "console.amazonaws-us-gov.com";
                    default -> region + ".console.aws.amazon.com";
                };
        return "https://" + domain;
    }

    /** CloudWatch's page takes its parameters percent-encoded twice, with $ for the outer percent sign. */
    private static String fragment(String text) {
        String once = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return URLEncoder.encode(once, StandardCharsets.UTF_8).replace("%", "$");
    }
}
