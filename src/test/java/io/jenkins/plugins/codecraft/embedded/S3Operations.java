package io.jenkins.plugins.codecraft.embedded;

import java.util.Map;

/** Names the S3 operation of a request by method, path and query. */
final class S3Operations {
    private static final Map<String, String> OF_BUCKET = Map.ofEntries(
            Map.entry("location", "BucketLocation"),
            Map.entry("versioning", "BucketVersioning"),
            Map.entry("tagging", "BucketTagging"),
            Map.entry("lifecycle", "BucketLifecycleConfiguration"),
            Map.entry("encryption", "BucketEncryption"),
            Map.entry("notification", "BucketNotificationConfiguration"),
            Map.entry("policy", "BucketPolicy"),
            Map.entry("acl", "BucketAcl"),
            Map.entry("cors", "BucketCors"),
            Map.entry("object-lock", "ObjectLockConfiguration"),
            Map.entry("publicAccessBlock", "PublicAccessBlock"));
    private static final String POLICY_STATUS = "policyStatus";
    private static final Map<String, String> OF_OBJECT = Map.of(
            "tagging", "ObjectTagging",
            "acl", "ObjectAcl",
            "retention", "ObjectRetention",
            "legal-hold", "ObjectLegalHold",
            "attributes", "ObjectAttributes");

    private S3Operations() {}

    static String of(HttpHead head) {
        String path = head.rawPath();
        int slash = path.indexOf('/', 1);
        boolean root = path.length() <= 1;
        boolean bucket = slash < 0 || slash == path.length() - 1;
        String name = root ? (head.method().equals("GET") ? "ListBuckets" : "") : bucket ? bucket(head) : object(head);
        if (name.isEmpty()) {
            throw Protocol.REST_XML.unknownOperation();
        }
        return name;
    }

    private static String bucket(HttpHead head) {
        Map<String, ?> query = head.query();
        String of = query.containsKey(POLICY_STATUS) ? "BucketPolicyStatus" : part(OF_BUCKET, query);
        return switch (head.method()) {
            case "GET" ->
                !of.isEmpty()
                        ? "Get" + of
                        : query.containsKey("uploads")
                                ? "ListMultipartUploads"
                                : query.containsKey("versions")
                                        ? "ListObjectVersions"
                                        : query.containsKey("list-type") ? "ListObjectsV2" : "ListObjects";
            case "PUT" -> of.isEmpty() ? "CreateBucket" : "Put" + of;
            case "DELETE" -> "Delete" + (of.isEmpty() ? "Bucket" : of);
            case "HEAD" -> "HeadBucket";
            case "POST" -> query.containsKey("delete") ? "DeleteObjects" : "PostObject";
            default -> "";
        };
    }

    private static String object(HttpHead head) {
        Map<String, ?> query = head.query();
        String of = part(OF_OBJECT, query);
        boolean upload = query.containsKey("uploadId");
        boolean copy = head.header("x-amz-copy-source").isPresent();
        return switch (head.method()) {
            case "GET" -> !of.isEmpty() ? "Get" + of : upload ? "ListParts" : "GetObject";
            case "PUT" ->
                !of.isEmpty()
                        ? "Put" + of
                        : upload ? (copy ? "UploadPartCopy" : "UploadPart") : copy ? "CopyObject" : "PutObject";
            case "DELETE" -> !of.isEmpty() ? "Delete" + of : upload ? "AbortMultipartUpload" : "DeleteObject";
            case "HEAD" -> "HeadObject";
            case "POST" ->
                query.containsKey("uploads") ? "CreateMultipartUpload" : upload ? "CompleteMultipartUpload" : "";
            default -> "";
        };
    }

    private static String part(Map<String, String> names, Map<String, ?> query) {
        return names.entrySet().stream()
                .filter(name -> query.containsKey(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
