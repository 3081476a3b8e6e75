package io.jenkins.plugins.codecraft.embedded.apigateway;

import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.Permission;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller of API Gateway must be allowed to do. Actions are the methods of HTTP, resources the paths of the REST
 * API; those of HTTP APIs have no {@code /v2}.
 */
final class GatewayPermissions {
    private static final Pattern ROLE =
            Pattern.compile("credentials\\\\?\"\\s*:\\s*\\\\?\"(arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+)");
    private static final List<String> DELIVERIES = List.of(
            "CreateLogDelivery",
            "DeleteLogDelivery",
            "DescribeLogGroups",
            "DescribeResourcePolicies",
            "GetLogDelivery",
            "ListLogDeliveries",
            "PutResourcePolicy",
            "UpdateLogDelivery");

    private GatewayPermissions() {}

    static List<Permission> of(AwsRequest request) {
        List<Permission> all = new ArrayList<>();
        String method = request.head().method();
        String path = request.head().rawPath();
        boolean http = path.startsWith("/v2/");
        String resource = http ? path.substring("/v2".length()) : path;
        all.add(on(request, method, resource));
        if (method.equals("GET") || method.equals("DELETE")) {
            return all;
        }
        String body = new String(request.body(), StandardCharsets.UTF_8);
        if (resource.startsWith("/tags/")) {
            return all;
        }
        if (method.equals("POST") && body.contains("\"tags\"")) {
            String tagged = URLEncoder.encode(arn(request, resource + "/*"), StandardCharsets.UTF_8);
            all.add(on(request, http ? "POST" : "PUT", "/tags/" + tagged));
        }
        if (body.contains("x-amazon-apigateway-policy")) {
            all.add(Permission.of("apigateway:UpdateRestApiPolicy", arn(request, resource)));
        }
        Matcher role = ROLE.matcher(body);
        while (role.find()) {
            all.add(Permission.passRole(role.group(1), "apigateway.amazonaws.com"));
        }
        if (http && body.contains("\"accessLogSettings\"")) {
            DELIVERIES.forEach(action -> all.add(Permission.of("logs:" + action, "*")));
        }
        return all;
    }

    private static Permission on(AwsRequest request, String method, String path) {
        return Permission.of("apigateway:" + method, arn(request, path));
    }

    private static String arn(AwsRequest request, String path) {
        return "arn:aws:apigateway:" + request.region() + "::" + path;
    }
}
