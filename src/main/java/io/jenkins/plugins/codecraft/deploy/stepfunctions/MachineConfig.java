package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.EncryptionConfiguration;
import software.amazon.awssdk.services.sfn.model.EncryptionType;
import software.amazon.awssdk.services.sfn.model.LogDestination;
import software.amazon.awssdk.services.sfn.model.LoggingConfiguration;
import software.amazon.awssdk.services.sfn.model.TracingConfiguration;

/**
 * What a state machine, or one of its versions, is configured to do. Two are the same when their {@link #fields} are.
 *
 * @param definition JSON, as it was written
 * @param kmsKey "" for AWS' own key
 */
record MachineConfig(
        String definition, String role, String type, LoggingSettings logging, boolean tracing, String kmsKey)
        implements Serializable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static MachineConfig of(DescribeStateMachineResponse machine) {
        return new MachineConfig(
                machine.definition(),
                machine.roleArn(),
                machine.typeAsString(),
                logging(machine.loggingConfiguration()),
                machine.tracingConfiguration() != null
                        && Boolean.TRUE.equals(machine.tracingConfiguration().enabled()),
                key(machine.encryptionConfiguration()));
    }

    private static LoggingSettings logging(LoggingConfiguration is) {
        if (is == null || is.level() == null || is.levelAsString().equals("OFF")) {
            return LoggingSettings.off();
        }
        String group = is.destinations().stream()
                .map(LogDestination::cloudWatchLogsLogGroup)
                .map(log -> log.logGroupArn())
                .findFirst()
                .orElse("");
        return new LoggingSettings(is.levelAsString(), group, Boolean.TRUE.equals(is.includeExecutionData()));
    }

    private static String key(EncryptionConfiguration is) {
        return is == null || is.kmsKeyId() == null ? "" : is.kmsKeyId();
    }

    /** A key may be named by its id or its ARN, and AWS need not tell it as it was told. */
    private static String keyId(String key) {
        return key.replaceFirst("^arn:.*:key/", "");
    }

    boolean sameAs(MachineConfig other) {
        return fields().equals(other.fields());
    }

    /** Everything that can differ, by names for people to read; of the definition each value with its place. */
    Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("role", role);
        fields.put("type", type);
        fields.put("tracing", Boolean.toString(tracing));
        fields.put("logging.level", logging.level());
        if (!logging.isOff()) {
            fields.put("logging.logGroupArn", logging.group());
            fields.put("logging.includeExecutionData", Boolean.toString(logging.includeExecutionData()));
        }
        if (!kmsKey.isEmpty()) {
            fields.put("kmsKey", keyId(kmsKey));
        }
        flatten("definition", parsed(), fields);
        return fields;
    }

    private JsonNode parsed() {
        try {
            return MAPPER.readTree(definition);
        } catch (JsonProcessingException noJson) {
            // what is there may be anything, and what is wanted was read before
            return MAPPER.getNodeFactory().textNode(definition);
        }
    }

    private static void flatten(String place, JsonNode node, Map<String, String> fields) {
        if (node.isContainerNode() && !node.isEmpty()) {
            node.properties().forEach(field -> flatten(place + "." + field.getKey(), field.getValue(), fields));
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                flatten(place + "[" + i + "]", node.get(i), fields);
            }
        } else {
            fields.put(place, node.toString());
        }
    }

    LoggingConfiguration loggingConfiguration() {
        LoggingConfiguration.Builder wanted = LoggingConfiguration.builder()
                .level(logging.level())
                .includeExecutionData(logging.includeExecutionData());
        if (!logging.isOff()) {
            wanted.destinations(LogDestination.builder()
                    .cloudWatchLogsLogGroup(log -> log.logGroupArn(logging.group()))
                    .build());
        }
        return wanted.build();
    }

    TracingConfiguration tracingConfiguration() {
        return TracingConfiguration.builder().enabled(tracing).build();
    }

    EncryptionConfiguration encryptionConfiguration() {
        return kmsKey.isEmpty()
                ? EncryptionConfiguration.builder()
                        .type(EncryptionType.AWS_OWNED_KEY)
                        .build()
                : EncryptionConfiguration.builder()
                        .type(EncryptionType.CUSTOMER_MANAGED_KMS_KEY)
                        .kmsKeyId(kmsKey)
                        .build();
    }
}
