package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * Who may get at a bucket: its public access block, its policy and its canned access control list, which the library
 * does not know. A new bucket blocks all public access, as in AWS. Nothing is enforced.
 */
final class S3PublicAccess {
    private static final Set<String> OPERATIONS = Set.of(
            "GetPublicAccessBlock",
            "PutPublicAccessBlock",
            "DeletePublicAccessBlock",
            "GetBucketPolicy",
            "PutBucketPolicy",
            "DeleteBucketPolicy",
            "GetBucketPolicyStatus",
            "GetBucketAcl",
            "PutBucketAcl");
    private static final String ALL_BLOCKED = "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls>"
            + "<IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy>"
            + "<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** "" where there is none. */
    private final Map<String, String> blocks = new ConcurrentHashMap<>();

    private final Map<String, String> policies = new ConcurrentHashMap<>();
    private final Map<String, String> acls = new ConcurrentHashMap<>();

    /** Nothing if the request is about something else. */
    Optional<AwsResponse> answer(AwsRequest request, Buckets buckets) {
        if (!OPERATIONS.contains(request.operation())) {
            return Optional.empty();
        }
        String bucket = request.head().path().split("/")[1];
        if (!buckets.bucketExists(bucket)) {
            throw new AwsError("NoSuchBucket", 404, "The specified bucket does not exist");
        }
        return Optional.of(
                switch (request.operation()) {
                    case "GetPublicAccessBlock" -> AwsResponse.xml(block(bucket));
                    case "PutPublicAccessBlock" ->
                        done(blocks.put(bucket, new String(request.body(), StandardCharsets.UTF_8)));
                    case "DeletePublicAccessBlock" ->
                        done(blocks.put(bucket, "")).withStatus(204);
                    case "GetBucketPolicy" ->
                        AwsResponse.bytes("application/json", policy(bucket).getBytes(StandardCharsets.UTF_8));
                    case "PutBucketPolicy" ->
                        done(policies.put(bucket, new String(request.body(), StandardCharsets.UTF_8)))
                                .withStatus(204);
                    case "DeleteBucketPolicy" -> done(policies.remove(bucket)).withStatus(204);
                    case "GetBucketPolicyStatus" ->
                        AwsResponse.xml(
                                "<PolicyStatus><IsPublic>" + isPublic(policy(bucket)) + "</IsPublic></PolicyStatus>");
                    case "GetBucketAcl" ->
                        AwsResponse.xml(acl(request.account(), acls.getOrDefault(bucket, "private")));
                    default -> done(acls.put(bucket, request.header("x-amz-acl").orElse("private")));
                });
    }

    private static AwsResponse done(String before) {
        return AwsResponse.empty();
    }

    private String block(String bucket) {
        String block = blocks.getOrDefault(bucket, ALL_BLOCKED);
        if (block.isEmpty()) {
            throw new AwsError(
                    "NoSuchPublicAccessBlockConfiguration", 404, "The public access block configuration was not found");
        }
        return block;
    }

    private String policy(String bucket) {
        String policy = policies.getOrDefault(bucket, "");
        if (policy.isEmpty()) {
            throw new AwsError("NoSuchBucketPolicy", 404, "The bucket policy does not exist");
        }
        return policy;
    }

    /** AWS looks at conditions too; here a policy without any is meant. */
    private static boolean isPublic(String policy) {
        try {
            JsonNode statements = JSON.readTree(policy).path("Statement");
            return StreamSupport.stream(statements.spliterator(), false)
                    .anyMatch(one -> one.path("Effect").asText().equals("Allow")
                            && (one.path("Principal").asText().equals("*")
                                    || one.path("Principal")
                                            .path("AWS")
                                            .asText()
                                            .equals("*")));
        } catch (IOException broken) {
            throw new AwsError("MalformedPolicy", 400, "Policies must be valid JSON");
        }
    }

    private static String acl(String account, String canned) {
        String everybody = canned.startsWith("public-")
                ? "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"Group\">"
                        + "<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee>"
                        + "<Permission>READ</Permission></Grant>"
                : "";
        return "<AccessControlPolicy><Owner><ID>" + account + "</ID></Owner><AccessControlList><Grant>"
                + "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\"><ID>"
                + account + "</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant>" + everybody
                + "</AccessControlList></AccessControlPolicy>";
    }
}
