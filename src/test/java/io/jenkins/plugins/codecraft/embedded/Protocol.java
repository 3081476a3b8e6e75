package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The wire protocols of AWS services: where a request names its operation, and what an error looks like. */
public enum Protocol {
    AWS_JSON_1_0("application/x-amz-json-1.0"),
    AWS_JSON_1_1("application/x-amz-json-1.1"),
    REST_JSON("application/json"),
    QUERY("text/xml"),
    REST_XML("application/xml");

    private final String contentType;

    Protocol(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** The operation by the target header or the {@code Action} parameter; a REST service finds it by itself. */
    String operation(AwsRequest request) {
        String name =
                switch (this) {
                    case AWS_JSON_1_0, AWS_JSON_1_1 ->
                        target(request.header("X-Amz-Target").orElse(""));
                    case QUERY -> request.form("Action").orElse("");
                    case REST_JSON, REST_XML -> "";
                };
        if (name.isEmpty()) {
            throw unknownOperation();
        }
        return name;
    }

    AwsError unknownOperation() {
        return switch (this) {
            case QUERY -> new AwsError("MissingAction", 400, "The request must contain the parameter Action.");
            case REST_XML -> new AwsError("MethodNotAllowed", 405, "The specified method is not allowed.");
            default -> new AwsError("UnknownOperationException", 404, "The requested operation is not supported.");
        };
    }

    String requestIdHeader() {
        return this == REST_XML ? "x-amz-request-id" : "x-amzn-RequestId";
    }

    AwsResponse error(AwsError error, String requestId, String resource) {
        return switch (this) {
            case AWS_JSON_1_0, AWS_JSON_1_1 -> jsonError(error, true);
            case REST_JSON -> jsonError(error, false);
            case QUERY -> xmlError(error, queryError(error, requestId));
            case REST_XML -> xmlError(error, s3Error(error, requestId, resource));
        };
    }

    private AwsResponse jsonError(AwsError error, boolean typeInBody) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (typeInBody) {
            members.put("__type", error.code());
        }
        members.put("message", error.getMessage());
        members.putAll(error.members());
        byte[] body = ((ObjectNode) AwsJson.tree(members)).toString().getBytes(StandardCharsets.UTF_8);
        return AwsResponse.bytes(contentType, body)
                .withStatus(error.status())
                .withHeader("x-amzn-ErrorType", error.code());
    }

    private AwsResponse xmlError(AwsError error, String document) {
        return AwsResponse.bytes(contentType, document.getBytes(StandardCharsets.UTF_8))
                .withStatus(error.status());
    }

    private static String queryError(AwsError error, String requestId) {
        return "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>"
                + (error.status() < 500 ? "Sender" : "Receiver") + "</Type><Code>" + Xml.escape(error.code())
                + "</Code><Message>" + Xml.escape(error.getMessage()) + "</Message></Error><RequestId>" + requestId
                + "</RequestId></ErrorResponse>";
    }

    private static String s3Error(AwsError error, String requestId, String resource) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>")
                .append(Xml.escape(error.code()))
                .append("</Code><Message>")
                .append(Xml.escape(error.getMessage()))
                .append("</Message>");
        error.members().forEach((name, value) -> xml.append('<')
                .append(name)
                .append('>')
                .append(Xml.escape(String.valueOf(value)))
                .append("</")
                .append(name)
                .append('>'));
        return xml.append("<Resource>")
                .append(Xml.escape(resource))
                .append("</Resource><RequestId>")
                .append(requestId)
                .append("</RequestId><HostId>embedded</HostId></Error>")
                .toString();
    }

    private static String target(String header) {
        return header.substring(header.lastIndexOf('.') + 1);
    }
}
