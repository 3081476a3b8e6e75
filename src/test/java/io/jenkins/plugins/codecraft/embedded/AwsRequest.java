package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An authenticated request. Used by one thread. */
public final class AwsRequest {
    private final String id;
    private final HttpHead head;
    private final String service;
    private final String region;
    private final Caller caller;
    private final InputStream stream;
    private String operation = "";
    private byte[] body;
    private ObjectNode json;

    AwsRequest(String id, HttpHead head, String service, String region, Caller caller, InputStream stream) {
        this.id = id;
        this.head = head;
        this.service = service;
        this.region = region;
        this.caller = caller;
        this.stream = stream;
    }

    /** The request id that the answer carries. */
    public String id() {
        return id;
    }

    public HttpHead head() {
        return head;
    }

    /** The signing name of the service, from the credential scope. */
    public String service() {
        return service;
    }

    public String region() {
        return region;
    }

    /** The account of the caller. */
    public String account() {
        return caller.account();
    }

    public Caller caller() {
        return caller;
    }

    /** The operation's name, e.g. {@code CreateTrainingJob}. */
    public String operation() {
        return operation;
    }

    void operation(String name) {
        operation = name;
    }

    public Optional<String> header(String name) {
        return head.header(name);
    }

    public Optional<String> query(String name) {
        return head.query(name);
    }

    /** The body as it streams in; only for a service that did not ask for {@link #body()}. */
    public InputStream stream() {
        return stream;
    }

    /** The whole body, read once and kept. */
    public byte[] body() {
        if (body == null) {
            try {
                body = stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return body;
    }

    /**
     * The body as a JSON object; an empty body is an empty object.
     *
     * @throws AwsError {@code SerializationException} when it isn't a JSON object
     */
    public ObjectNode json() {
        if (json == null) {
            json = AwsJson.object(body());
        }
        return json;
    }

    boolean hasJson() {
        return json != null;
    }

    /** The parameters of a query-protocol request: of the body's form, or else of the URL. */
    public Map<String, List<String>> form() {
        byte[] form = body();
        return form.length == 0 ? head.query() : HttpHead.parameters(new String(form, StandardCharsets.UTF_8));
    }

    public Optional<String> form(String name) {
        return Optional.ofNullable(form().get(name)).map(values -> values.get(0));
    }

    /** An ARN in the region and account of this request, e.g. {@code arn("training-job/x")}. */
    public String arn(String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account() + ":" + resource;
    }
}
