package io.jenkins.plugins.codecraft.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The body of an S3 request as it passes by, held to its signed hash and to its checksum. The last bytes are only given out once all is right, so that what reads them never finishes
 * with a wrong body.
 */
final class SignedBody extends InputStream {
    private final InputStream in;
    private final String signed;
    private final MessageDigest digest = Hashes.sha256();
    private final Optional<PayloadChecksum> checksum;
    private long left;
    private volatile AwsError refusal;

    SignedBody(AwsRequest request, Optional<PayloadChecksum> checksum) {
        this.in = request.stream();
        this.signed = request.header("x-amz-content-sha256").orElse(SigV4.UNSIGNED);
        this.checksum = checksum;
        this.left = request.header("Content-Length").map(Long::parseLong).orElse(0L);
    }

    /** For a body that never comes. */
    void verifyEmpty() {
        verify();
    }

    private void verify() {
        String computed = Hashes.hex(digest.digest());
        if (!signed.equals(SigV4.UNSIGNED) && !Hashes.same(signed, computed)) {
            throw new AwsError(
                            "XAmzContentSHA256Mismatch",
                            400,
                            "The provided 'x-amz-content-sha256' header does not match what was computed.")
                    .with("ClientComputedContentSHA256", signed)
                    .with("S3ComputedContentSHA256", computed);
        }
        checksum.ifPresent(PayloadChecksum::verify);
    }

    /** Why the body was refused, if it was. */
    Optional<AwsError> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (refusal != null) {
            throw new IOException(refusal);
        }
        int read = in.read(bytes, offset, length);
        try {
            if (read < 0) {
                if (left > 0) {
                    throw new AwsError(
                            "IncompleteBody",
                            400,
                            "You did not provide the number of bytes specified by the Content-Length HTTP header.");
                }
                return -1;
            }
            digest.update(bytes, offset, read);
            if (checksum.isPresent()) {
                checksum.get().update(bytes, offset, read);
            }
            if (left > 0) {
                left -= read;
                if (left == 0) {
                    verify();
                }
            }
            return read;
        } catch (AwsError wrong) {
            refusal = wrong;
            throw new IOException(wrong);
        }
    }
}
