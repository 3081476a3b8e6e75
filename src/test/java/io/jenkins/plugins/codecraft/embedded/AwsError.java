package io.jenkins.plugins.codecraft.embedded;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error answer of AWS. The front door renders it in the protocol of the service that threw it. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final transient Map<String, Object> members;

    /**
     * @param code the error code as the API reference names it, e.g. {@code ValidationException}
     * @param status the HTTP status, 4xx for the sender's fault, 5xx for the service's
     * @param message what AWS says
     */
    public AwsError(String code, int status, String message) {
        this(code, status, message, Map.of());
    }

    private AwsError(String code, int status, String message, Map<String, Object> members) {
        super(message);
        this.code = code;
        this.status = status;
        this.members = members;
    }

    /** A {@code ValidationException} as the JSON services answer it. */
    public static AwsError validation(String message) {
        return new AwsError("ValidationException", 400, message);
    }

    /** The same error with one more modelled member in its body, e.g. {@code OriginalStatusCode} of a {@code ModelError}. */
    public AwsError with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new AwsError(code, status, getMessage(), more);
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public Map<String, Object> members() {
        return members;
    }
}
