package io.jenkins.plugins.codecraft.embedded.cloudwatch;

import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import io.jenkins.plugins.codecraft.embedded.AwsResponse;

/** Answers in the AWS query protocol. */
final class QueryXml {
    private static final String NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";

    private QueryXml() {}

    static String element(String name, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<" + name + ">" + escaped + "</" + name + ">";
    }

    /** @param result the XML inside the operation's result; "" for an operation that answers nothing */
    static AwsResponse answer(AwsRequest request, String result) {
        String name = request.operation();
        String inner = result.isEmpty() ? "" : "<" + name + "Result>" + result + "</" + name + "Result>";
        return AwsResponse.xml("<" + name + "Response xmlns=\"" + NAMESPACE + "\">" + inner + "<ResponseMetadata>"
                + element("RequestId", request.id()) + "</ResponseMetadata></" + name + "Response>");
    }
}
