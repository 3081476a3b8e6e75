package io.jenkins.plugins.codecraft.embedded;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

/** The checksum that a client sends along with the content, in a header or in the trailer behind the content. */
final class PayloadChecksum {
    private static final String PREFIX = "x-amz-checksum-";
    private static final Map<String, ChecksumAlgorithm> ALGORITHMS = Map.of(
            "sha256", DefaultChecksumAlgorithm.SHA256,
            "sha1", DefaultChecksumAlgorithm.SHA1,
            "crc32", DefaultChecksumAlgorithm.CRC32,
            "crc32c", DefaultChecksumAlgorithm.CRC32C);
    /** Verified by the S3 library, as the SDK has no Java code for it. */
    private static final String CRC64NVME = "crc64nvme";

    private static final List<String> OPERATIONS = List.of("PutObject", "UploadPart", "DeleteObjects");

    private final String header;
    private final Optional<SdkChecksum> computed;
    private String expected;

    private PayloadChecksum(String header, Optional<SdkChecksum> computed, String expected) {
        this.header = header;
        this.computed = computed;
        this.expected = expected;
    }

    /** Nothing where the client sends none. */
    static Optional<PayloadChecksum> of(AwsRequest request) {
        if (!OPERATIONS.contains(request.operation())) {
            return Optional.empty();
        }
        String trailer = request.header("x-amz-trailer").orElse("").toLowerCase(Locale.ROOT);
        for (String algorithm : List.of("sha256", "sha1", "crc32", "crc32c", CRC64NVME)) {
            String name = PREFIX + algorithm;
            Optional<String> value = request.header(name);
            if (value.isPresent() || trailer.equals(name)) {
                return Optional.of(new PayloadChecksum(name, sum(algorithm), value.orElse("")));
            }
        }
        return Optional.empty();
    }

    /** A checksum by the lower-case name of its algorithm; nothing for an unknown one. */
    static Optional<SdkChecksum> sum(String algorithm) {
        return Optional.ofNullable(ALGORITHMS.get(algorithm)).map(SdkChecksum::forAlgorithm);
    }

    void update(byte[] bytes, int offset, int length) {
        computed.ifPresent(sum -> sum.update(bytes, offset, length));
    }

    /** Takes the value that a trailer brings. */
    void trailer(String name, String value) {
        if (name.equals(header)) {
            expected = value;
        }
    }

    void verify() {
        if (computed.isEmpty()) {
            return;
        }
        String value = Base64.getEncoder().encodeToString(computed.get().getChecksumBytes());
        if (!value.equals(expected)) {
            String algorithm = header.substring(PREFIX.length()).toUpperCase(Locale.ROOT);
            throw new AwsError(
                    "BadDigest", 400, "The " + algorithm + " you specified did not match the calculated checksum.");
        }
    }

    String header() {
        return header;
    }

    String value() {
        return expected;
    }
}
