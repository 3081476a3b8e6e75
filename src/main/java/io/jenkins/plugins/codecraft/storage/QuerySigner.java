package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Digests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Presigns requests to S3 by Signature Version 4 in the query, with the payload unsigned: the signed checksum header
 * stands for it. Does what the SDK's presigner does at a small part of its cost, which matters with one request a file.
 */
final class QuerySigner {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String HEX = "0123456789ABCDEF";

    private final Supplier<AwsCredentialsIdentity> credentials;
    private final String region;
    private volatile DayKey dayKey = new DayKey("", "", new byte[0]);

    /** What signs all requests of a day. */
    private record DayKey(String secret, String day, byte[] key) {}

    QuerySigner(Supplier<AwsCredentialsIdentity> credentials, String region) {
        this.credentials = credentials;
        this.region = region;
    }

    /**
     * @param base what the URL begins with: scheme, host and, for addresses by path, the bucket; ends with a slash
     * @param key of the object
     * @param query further parameters
     * @param headers to be signed and sent, in lower case, without {@code host}
     */
    String sign(
            String method,
            URI base,
            String key,
            Map<String, String> query,
            SortedMap<String, String> headers,
            Instant now,
            Duration validity) {
        AwsCredentialsIdentity identity = credentials.get();
        String time = TIME.format(now);
        String day = time.substring(0, 8);
        String scope = day + "/" + region + "/s3/aws4_request";
        TreeMap<String, String> signed = new TreeMap<>(headers);
        signed.put("host", base.getRawAuthority());
        String names = String.join(";", signed.keySet());

        TreeMap<String, String> parameters = new TreeMap<>(query);
        parameters.put("X-Amz-Algorithm", ALGORITHM);
        parameters.put("X-Amz-Credential", identity.accessKeyId() + "/" + scope);
        parameters.put("X-Amz-Date", time);
        parameters.put("X-Amz-Expires", Long.toString(validity.toSeconds()));
        parameters.put("X-Amz-SignedHeaders", names);
        token(identity).ifPresent(token -> parameters.put("X-Amz-Security-Token", token));
        String canonicalQuery = parameters.entrySet().stream()
                .map(one -> encode(one.getKey(), false) + "=" + encode(one.getValue(), false))
                .collect(Collectors.joining("&"));

        StringBuilder canonical = new StringBuilder(600);
        String path = base.getRawPath() + encode(key, true);
        canonical.append(method).append('\n').append(path).append('\n').append(canonicalQuery);
        canonical.append('\n');
        signed.forEach((name, value) ->
                canonical.append(name).append(':').append(value.strip()).append('\n'));
        canonical.append('\n').append(names).append("\nUNSIGNED-PAYLOAD");
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + Digests.hex(sha256(canonical.toString()));
        String signature = Digests.hex(hmac(key(identity.secretAccessKey(), day), toSign));
        return base.getScheme() + "://" + base.getRawAuthority() + path + "?" + canonicalQuery + "&X-Amz-Signature="
                + signature;
    }

    private byte[] key(String secret, String day) {
        DayKey known = dayKey;
        if (!known.secret.equals(secret) || !known.day.equals(day)) {
            byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), day);
            key = hmac(hmac(hmac(key, region), "s3"), "aws4_request");
            known = new DayKey(secret, day, key);
            dayKey = known;
        }
        return known.key;
    }

    private static Optional<String> token(AwsCredentialsIdentity identity) {
        return identity instanceof AwsSessionCredentialsIdentity session
                ? Optional.of(session.sessionToken())
                : Optional.empty();
    }

    private static byte[] sha256(String text) {
        return Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Everything but letters, digits and {@code -._~} as the bytes of its UTF-8 form. */
    private static String encode(String text, boolean path) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '.'
                    || c == '_'
                    || c == '~'
                    || path && c == '/';
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return encoded.toString();
    }
}
