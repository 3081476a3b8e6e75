package io.jenkins.plugins.codecraft.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a caller of S3 must be allowed to do; few actions are named as the operations are. */
final class S3Permissions {
    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("HeadObject", "s3:GetObject"),
            Map.entry("UploadPart", "s3:PutObject"),
            Map.entry("CreateMultipartUpload", "s3:PutObject"),
            Map.entry("CompleteMultipartUpload", "s3:PutObject"),
            Map.entry("CopyObject", "s3:PutObject"),
            Map.entry("UploadPartCopy", "s3:PutObject"),
            Map.entry("ListParts", "s3:ListMultipartUploadParts"),
            Map.entry("ListMultipartUploads", "s3:ListBucketMultipartUploads"),
            Map.entry("ListObjects", "s3:ListBucket"),
            Map.entry("ListObjectsV2", "s3:ListBucket"),
            Map.entry("HeadBucket", "s3:ListBucket"),
            Map.entry("GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
            Map.entry("GetBucketNotificationConfiguration", "s3:GetBucketNotification"),
            Map.entry("PutBucketNotificationConfiguration", "s3:PutBucketNotification"));
    private static final Set<String> READ_LATER = Set.of("CreateMultipartUpload", "CopyObject");

    private S3Permissions() {}

    static List<Permission> of(AwsRequest request) {
        List<Permission> all = new ArrayList<>();
        String operation = request.operation();
        String resource = arn(request.head().path());
        all.add(Permission.of(ACTIONS.getOrDefault(operation, "s3:" + operation), resource));
        request.header("x-amz-copy-source")
                .ifPresent(source -> all.add(Permission.of("s3:GetObject", arn(HttpHead.path(source)))));
        if (request.header("x-amz-tagging").isPresent()) {
            all.add(Permission.of("s3:PutObjectTagging", resource));
        }
        Optional<String> key = request.header("x-amz-server-side-encryption-aws-kms-key-id");
        if (key.isPresent()) {
            all.add(Permission.kms("GenerateDataKey", key.get(), request, "s3"));
            if (READ_LATER.contains(operation)) {
                all.add(Permission.kms("Decrypt", key.get(), request, "s3"));
            }
        }
        return all;
    }

    /** To learn that an object is not there. */
    static Permission listing(AwsRequest request) {
        return Permission.of("s3:ListBucket", arn(request.head().path().replaceFirst("^/*([^/]+).*$", "$1")));
    }

    private static String arn(String path) {
        return "arn:aws:s3:::" + path.replaceFirst("^/", "").replaceFirst("^([^/]+)/$", "$1");
    }
}
