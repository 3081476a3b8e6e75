package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.words.Words;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Refuses a bucket that everybody may read or write, by {@code GetPublicAccessBlock}, {@code GetBucketPolicyStatus} and
 * {@code GetBucketAcl}. What the identity may not ask is taken for private, as it need not have these permissions; but
 * then it is told.
 */
final class PublicAccess {

    private static final Set<String> EVERYBODY = Set.of(
            "http://acs.amazonaws.com/groups/global/AllUsers",
            "http://acs.amazonaws.com/groups/global/AuthenticatedUsers");

    private final S3Client s3;
    private final S3Location location;
    private final S3Calls calls;
    private final Set<String> missing = new LinkedHashSet<>();

    PublicAccess(S3Client s3, S3Location location) {
        this.s3 = s3;
        this.location = location;
        this.calls = new S3Calls(location);
    }

    /**
     * @return the permissions without which it is not known whether the bucket is public
     * @throws StorageException when it is
     */
    Set<String> refuse() throws StorageException, InterruptedException {
        Optional<PublicAccessBlockConfiguration> block =
                ask("s3:GetBucketPublicAccessBlock", () -> s3.getPublicAccessBlock(b -> b.bucket(location.bucket())
                                .expectedBucketOwner(
                                        location.expectedBucketOwner().orElse(null)))
                        .publicAccessBlockConfiguration());
        boolean ownPolicy =
                block.map(PublicAccessBlockConfiguration::restrictPublicBuckets).orElse(false);
        boolean ownAcl =
                block.map(PublicAccessBlockConfiguration::ignorePublicAcls).orElse(false);
        if (!ownPolicy && policyIsPublic()) {
            throw refused(Words.of(PublicAccess.class, "policyLetsEverybody"));
        }
        if (!ownAcl && aclIsPublic()) {
            throw refused(Words.of(PublicAccess.class, "accessControlList"));
        }
        return missing;
    }

    private boolean policyIsPublic() throws StorageException, InterruptedException {
        return ask("s3:GetBucketPolicyStatus", () -> s3.getBucketPolicyStatus(b -> b.bucket(location.bucket())
                                .expectedBucketOwner(
                                        location.expectedBucketOwner().orElse(null)))
                        .policyStatus()
                        .isPublic())
                .orElse(false);
    }

    private boolean aclIsPublic() throws StorageException, InterruptedException {
        return ask("s3:GetBucketAcl", () -> s3
                        .getBucketAcl(b -> b.bucket(location.bucket())
                                .expectedBucketOwner(
                                        location.expectedBucketOwner().orElse(null)))
                        .grants()
                        .stream()
                        .anyMatch(grant -> grant.grantee() != null
                                && grant.grantee().uri() != null
                                && EVERYBODY.contains(grant.grantee().uri())))
                .orElse(false);
    }

    /** Nothing where there is no such setting, the identity may not see it, or a server is not S3 itself. */
    private <T> Optional<T> ask(String permission, Supplier<T> question) throws StorageException, InterruptedException {
        return calls.make(Words.of(PublicAccess.class, "lookSettingsBucket", location.bucket()), () -> {
            try {
                return Optional.ofNullable(question.get());
            } catch (S3Exception e) {
                boolean noBucket = e.awsErrorDetails() != null
                        && "NoSuchBucket".equals(e.awsErrorDetails().errorCode());
                if (noBucket || e.statusCode() == 301 || e.statusCode() >= 500 && e.statusCode() != 501) {
                    throw e;
                }
                if (e.statusCode() == 403) {
                    missing.add(permission);
                }
                return Optional.empty();
            }
        });
    }

    private StorageException refused(String why) {
        return new StorageException(
                Words.of(PublicAccess.class, "bucketPublicNothing", location.bucket(), why, location.bucket()));
    }
}
