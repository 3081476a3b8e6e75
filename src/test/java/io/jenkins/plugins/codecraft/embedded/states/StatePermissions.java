package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a caller of Step Functions must be allowed to do, with the key of a state machine also if it has one. */
record StatePermissions(Machines machines) {
    private static final List<String> ARNS =
            List.of("executionArn", "resourceArn", "stateMachineArn", "stateMachineVersionArn", "stateMachineAliasArn");
    private static final Set<String> ENCRYPTING =
            Set.of("CreateStateMachine", "UpdateStateMachine", "StartExecution", "StartSyncExecution");
    private static final Set<String> DECRYPTING =
            Set.of("DescribeStateMachine", "StartSyncExecution", "DescribeExecution", "GetExecutionHistory");

    List<Permission> of(AwsRequest request) {
        String operation = request.operation();
        JsonNode json = request.json();
        List<Permission> all = new ArrayList<>();
        String resource = resource(request);
        all.add(Permission.of("states:" + operation, resource));
        if (operation.equals("CreateStateMachine") && !json.path("tags").isEmpty()) {
            all.add(Permission.of("states:TagResource", resource));
        }
        if (json.hasNonNull("roleArn") && !operation.startsWith("Validate")) {
            all.add(Permission.passRole(json.get("roleArn").asText(), Machines.PRINCIPAL));
        }
        key(request, resource, all);
        return all;
    }

    private void key(AwsRequest request, String resource, List<Permission> all) {
        String machine = machine(resource);
        JsonNode wanted = request.json().path("encryptionConfiguration").path("kmsKeyId");
        String key = wanted.isTextual() ? wanted.asText() : machines.key(machine);
        if (key.isEmpty()) {
            return;
        }
        if (wanted.isTextual()) {
            all.add(Permission.kms("DescribeKey", key, request, "states"));
        }
        String context = "kms:EncryptionContext:aws:states:stateMachineArn";
        if (ENCRYPTING.contains(request.operation())) {
            all.add(Permission.kms("GenerateDataKey", key, request, "states").with(context, machine));
        }
        if (DECRYPTING.contains(request.operation())) {
            all.add(Permission.kms("Decrypt", key, request, "states").with(context, machine));
        }
    }

    private static String resource(AwsRequest request) {
        JsonNode json = request.json();
        if (request.operation().startsWith("Validate") || request.operation().equals("ListStateMachines")) {
            return "*";
        }
        if (request.operation().equals("CreateStateMachineAlias")) {
            return machine(json.path("routingConfiguration")
                    .path(0)
                    .path("stateMachineVersionArn")
                    .asText());
        }
        return ARNS.stream()
                .filter(json::hasNonNull)
                .findFirst()
                .map(member -> json.get(member).asText())
                .orElseGet(() -> request.arn("stateMachine:" + json.path("name").asText()));
    }

    /** Of a version, an alias or an execution. */
    private static String machine(String arn) {
        return arn.replaceFirst(":execution:", ":stateMachine:").replaceFirst("(:stateMachine:[^:]+):.*", "$1");
    }
}
