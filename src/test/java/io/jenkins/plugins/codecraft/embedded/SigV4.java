package io.jenkins.plugins.codecraft.embedded;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Verifies Signature Version 4 as AWS does. Safe for threads. */
final class SigV4 {
    private static final Duration SKEW = Duration.ofMinutes(15);
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final AwsClock clock;
    private final Iam iam;

    SigV4(AwsClock clock, Iam iam) {
        this.clock = clock;
        this.iam = iam;
    }

    /**
     * Checks key, token, time and signature.
     *
     * @param payloadHash the hash that the client must have signed
     * @throws AwsError the refusal, in the words of the protocol
     */
    Iam.AccessKey verify(HttpHead head, Signature signature, Protocol protocol, String payloadHash) {
        AuthErrors errors = new AuthErrors(protocol);
        Iam.AccessKey key = iam.key(signature.accessKeyId()).orElseThrow(errors::unknownKey);
        if (!key.token().equals(signature.token())) {
            throw errors.wrongToken();
        }
        if (key.expires().isPresent() && !key.expires().get().isAfter(clock.now())) {
            throw errors.expiredToken();
        }
        checkTime(signature, errors);
        boolean s3 = protocol == Protocol.REST_XML;
        String expected = sign(key.secret(), signature, canonical(head, signature, s3, payloadHash));
        if (!Hashes.same(expected, signature.value())) {
            throw errors.mismatch();
        }
        if (s3) {
            requireSigned(head, signature);
        }
        return key;
    }

    private void checkTime(Signature signature, AuthErrors errors) {
        Instant now = clock.now();
        Instant sent = signature.time();
        if (!signature.date().startsWith(signature.day())) {
            throw errors.mismatch();
        }
        if (signature.presigned()) {
            Instant end = sent.plusSeconds(signature.expires().orElseThrow());
            if (now.isAfter(end)) {
                throw new AwsError("AccessDenied", 403, "Request has expired")
                        .with("X-Amz-Expires", signature.expires().orElseThrow())
                        .with("Expires", end)
                        .with("ServerTime", now);
            }
            if (sent.isAfter(now.plus(SKEW))) {
                throw new AwsError("AccessDenied", 403, "Request is not yet valid").with("ServerTime", now);
            }
        } else if (Duration.between(sent, now).abs().compareTo(SKEW) > 0) {
            throw errors.skewed(signature.date(), now.toString());
        }
    }

    /** S3 refuses headers of its own that the signature does not cover. */
    private static void requireSigned(HttpHead head, Signature signature) {
        List<String> unsigned = head.headers().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("x-amz-"))
                .filter(name -> !signature.signedHeaders().contains(name))
                .toList();
        if (!signature.signedHeaders().contains("host") || !unsigned.isEmpty()) {
            throw new AwsError("AccessDenied", 403, "There were headers present in the request which were not signed")
                    .with("HeadersNotSigned", String.join(", ", unsigned));
        }
    }

    static String sign(String secret, Signature signature, String canonicalRequest) {
        String text = "AWS4-HMAC-SHA256\n" + signature.date() + "\n" + signature.scope() + "\n"
                + Hashes.sha256(canonicalRequest);
        byte[] key = Hashes.signingKey(secret, signature.day(), signature.region(), signature.service());
        return Hashes.hex(Hashes.hmac(key, text));
    }

    private static String canonical(HttpHead head, Signature signature, boolean s3, String payloadHash) {
        StringBuilder text = new StringBuilder(head.method()).append('\n');
        text.append(s3 ? encode(HttpHead.decode(head.rawPath()), false) : encodedTwice(head.rawPath()))
                .append('\n');
        text.append(canonicalQuery(head)).append('\n');
        for (String name : signature.signedHeaders()) {
            List<String> values = head.headers().getOrDefault(name, List.of());
            List<String> trimmed = values.stream()
                    .map(value -> value.trim().replaceAll(" +", " "))
                    .toList();
            text.append(name).append(':').append(String.join(",", trimmed)).append('\n');
        }
        return text.append('\n')
                .append(String.join(";", signature.signedHeaders()))
                .append('\n')
                .append(payloadHash)
                .toString();
    }

    /** Part by part, so that an encoded slash, as in an ARN, is told from one between parts. */
    private static String encodedTwice(String rawPath) {
        List<String> parts = new ArrayList<>();
        for (String part : rawPath.split("/", -1)) {
            parts.add(encode(encode(HttpHead.decode(part), true), true));
        }
        return String.join("/", parts);
    }

    private static String canonicalQuery(HttpHead head) {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, List<String>> parameter : head.query().entrySet()) {
            if (!parameter.getKey().equals("X-Amz-Signature")) {
                String name = encode(parameter.getKey(), true);
                parameter.getValue().forEach(value -> pairs.add(name + "=" + encode(value, true)));
            }
        }
        // By name, then by value: the separator sorts below every character that an encoded name can hold but these
        // two.
        Collections.sort(pairs, (a, b) -> a.replaceFirst("=", "\0").compareTo(b.replaceFirst("=", "\0")));
        return String.join("&", pairs);
    }

    static String encode(String text, boolean slash) {
        StringBuilder result = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
            if (plain || c == '/' && !slash) {
                result.append(c);
            } else {
                result.append('%').append(String.format("%02X", (int) c));
            }
        }
        return result.toString();
    }
}
