package io.jenkins.plugins.codecraft.embedded.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a caller of Lambda must be allowed to do, of other services also, in whose name Lambda looks there. */
final class LambdaPermissions {
    private static final Set<String> CHANGES =
            Set.of("CreateFunction", "UpdateFunctionCode", "UpdateFunctionConfiguration");
    private static final Pattern IMAGE = Pattern.compile("(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.[^/]+/([^:@]+)[:@].*");

    private LambdaPermissions() {}

    static List<Permission> of(AwsRequest request) {
        String operation = request.operation();
        if (operation.equals("ListFunctions")) {
            return List.of(Permission.of("lambda:ListFunctions", "*"));
        }
        List<Permission> all = new ArrayList<>();
        String function = function(request);
        String action = "lambda:" + action(request);
        Permission first = Permission.of(action, function);
        all.add(
                operation.equals("AddPermission")
                        ? first.with(
                                "lambda:Principal",
                                request.json().path("Principal").asText())
                        : first);
        if (CHANGES.contains(operation)) {
            JsonNode json = request.json();
            code(json.path("Code").isObject() ? json.path("Code") : json).ifPresent(all::addAll);
            settings(json, all);
            if (!json.path("Tags").isEmpty()) {
                all.add(Permission.of("lambda:TagResource", function));
            }
        }
        return all;
    }

    private static String action(AwsRequest request) {
        boolean all = request.query("List").isPresent();
        return switch (request.operation()) {
            case "Invoke" -> "InvokeFunction";
            case "GetProvisionedConcurrencyConfig" -> all ? "ListProvisionedConcurrencyConfigs" : request.operation();
            default -> request.operation();
        };
    }

    private static String function(AwsRequest request) {
        FunctionName name = request.operation().equals("CreateFunction")
                ? FunctionName.parse(request.json().path("FunctionName").asText())
                : FunctionStore.name(request);
        return name.arn(request.region(), request.account());
    }

    private static Optional<List<Permission>> code(JsonNode code) {
        if (code.hasNonNull("S3Bucket")) {
            String object =
                    code.get("S3Bucket").asText() + "/" + code.path("S3Key").asText();
            return Optional.of(List.of(Permission.of("s3:GetObject", "arn:aws:s3:::" + object)));
        }
        Matcher image = IMAGE.matcher(code.path("ImageUri").asText(""));
        if (!image.matches()) {
            return Optional.empty();
        }
        String repository = "arn:aws:ecr:" + image.group(2) + ":" + image.group(1) + ":repository/" + image.group(3);
        return Optional.of(List.of(
                Permission.of("ecr:GetRepositoryPolicy", repository),
                Permission.of("ecr:SetRepositoryPolicy", repository)));
    }

    private static void settings(JsonNode json, List<Permission> all) {
        if (json.hasNonNull("Role")) {
            all.add(Permission.passRole(json.get("Role").asText(), "lambda.amazonaws.com"));
        }
        json.path("Layers").forEach(layer -> all.add(Permission.of("lambda:GetLayerVersion", layer.asText())));
        if (!json.path("VpcConfig").path("SubnetIds").isEmpty()) {
            all.add(Permission.of("ec2:DescribeSecurityGroups", "*"));
            all.add(Permission.of("ec2:DescribeSubnets", "*"));
            all.add(Permission.of("ec2:DescribeVpcs", "*"));
        }
    }

    /** To see the tags of a function beside its configuration. */
    static Permission tags(AwsRequest request) {
        String arn = FunctionStore.name(request).arn(request.region(), request.account());
        return Permission.of("lambda:ListTags", arn.replaceFirst("(:function:[^:]+):.*", "$1"));
    }
}
