package io.jenkins.plugins.codecraft.deploy.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;

/**
 * The notifications of a bucket. S3 knows only all of them at once, and no way to say that nobody else may have changed
 * them meanwhile; so they are read right before they are written, and once more after it.
 */
record Notifications(S3Client client, TriggerNames names, String bucket) {

    GetBucketNotificationConfigurationResponse read() {
        return client.getBucketNotificationConfiguration(
                request -> request.bucket(bucket).expectedBucketOwner(names.account()));
    }

    /** Whether of our notifications there are exactly those that are wanted. */
    boolean isRight(GetBucketNotificationConfigurationResponse now, List<TriggerSettings.Objects> wanted) {
        TreeSet<String> is = new TreeSet<>();
        now.lambdaFunctionConfigurations().stream()
                .filter(this::isOurs)
                .filter(one -> one.lambdaFunctionArn().equals(names.target()))
                .forEach(one -> is.add(one.id()));
        TreeSet<String> ids = new TreeSet<>();
        wanted.forEach(one -> ids.add(names.name(one)));
        boolean nothingElse = now.lambdaFunctionConfigurations().stream()
                .filter(this::isOurs)
                .allMatch(one -> ids.contains(one.id()));
        return is.equals(ids) && nothingElse;
    }

    private boolean isOurs(LambdaFunctionConfiguration one) {
        return one.id() != null && names.isOurs(one.id());
    }

    /** Those of others stay as they are. */
    void write(GetBucketNotificationConfigurationResponse now, List<TriggerSettings.Objects> wanted) {
        List<LambdaFunctionConfiguration> functions = new ArrayList<>(now.lambdaFunctionConfigurations().stream()
                .filter(one -> !isOurs(one))
                .toList());
        wanted.forEach(one -> functions.add(configuration(one)));
        NotificationConfiguration all = NotificationConfiguration.builder()
                .topicConfigurations(now.topicConfigurations())
                .queueConfigurations(now.queueConfigurations())
                .eventBridgeConfiguration(now.eventBridgeConfiguration())
                .lambdaFunctionConfigurations(functions)
                .build();
        client.putBucketNotificationConfiguration(request ->
                request.bucket(bucket).expectedBucketOwner(names.account()).notificationConfiguration(all));
    }

    private LambdaFunctionConfiguration configuration(TriggerSettings.Objects trigger) {
        List<FilterRule> rules = new ArrayList<>();
        if (!trigger.prefix().isEmpty()) {
            rules.add(FilterRule.builder()
                    .name(FilterRuleName.PREFIX)
                    .value(trigger.prefix())
                    .build());
        }
        if (!trigger.suffix().isEmpty()) {
            rules.add(FilterRule.builder()
                    .name(FilterRuleName.SUFFIX)
                    .value(trigger.suffix())
                    .build());
        }
        LambdaFunctionConfiguration.Builder configuration = LambdaFunctionConfiguration.builder()
                .id(names.name(trigger))
                .lambdaFunctionArn(names.target())
                .eventsWithStrings(trigger.events());
        return rules.isEmpty()
                ? configuration.build()
                : configuration
                        .filter(filter -> filter.key(key -> key.filterRules(rules)))
                        .build();
    }
}
