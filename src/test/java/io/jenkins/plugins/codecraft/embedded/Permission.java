package io.jenkins.plugins.codecraft.embedded;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a caller must be allowed to do, in the words of IAM.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource an ARN; {@code *} where an action has no resources
 * @param context values of condition keys, such as {@code iam:PassedToService}
 */
public record Permission(String action, String resource, Map<String, String> context) {

    public static Permission of(String action, String resource) {
        return new Permission(action, resource, Map.of());
    }

    /** To hand a role to a service. */
    public static Permission passRole(String role, String service) {
        return new Permission("iam:PassRole", role, Map.of("iam:PassedToService", service));
    }

    /**
     * To use a KMS key through a service.
     *
     * @param key an ARN or an id
     * @param service such as {@code s3}
     */
    public static Permission kms(String action, String key, AwsRequest request, String service) {
        String arn = key.startsWith("arn:")
                ? key
                : "arn:aws:kms:" + request.region() + ":" + request.account() + ":key/" + key;
        return new Permission(
                "kms:" + action, arn, Map.of("kms:ViaService", service + "." + request.region() + ".amazonaws.com"));
    }

    /** The action that has the name of the operation. */
    static List<Permission> ofOperation(String prefix, AwsRequest request, String resource) {
        return List.of(of(prefix + ":" + request.operation(), resource));
    }

    /** The same with one more condition key. */
    public Permission with(String key, String value) {
        Map<String, String> more = new TreeMap<>(context);
        more.put(key, value);
        return new Permission(action, resource, Map.copyOf(more));
    }

    @Override
    public String toString() {
        return action + " on " + resource + (context.isEmpty() ? "" : " with " + context);
    }
}
