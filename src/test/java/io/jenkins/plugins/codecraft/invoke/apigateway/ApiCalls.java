package io.jenkins.plugins.codecraft.invoke.apigateway;

import io.jenkins.plugins.codecraft.invoke.Expectation;
import io.jenkins.plugins.codecraft.operation.Operation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls of APIs for tests: right in every parameter until a test changes one. */
public final class ApiCalls {
    String name = "iris";
    String url = "";
    String stage = "prod";
    String method = "GET";
    String path = "/health";
    String payload;
    String payloadFile = "";
    String apiKey = "";
    boolean signed;
    String expectStatus = "2xx";
    String expect = "";
    String outputFile = "";
    final Map<String, String> headers = new LinkedHashMap<>();

    public static ApiCalls get(String path) {
        ApiCalls call = new ApiCalls();
        call.path = path;
        return call;
    }

    public static ApiCalls post(String path, String payload) {
        ApiCalls call = get(path);
        call.method = "POST";
        call.payload = payload;
        return call;
    }

    /** Instead of by its name. */
    public ApiCalls at(String other) {
        url = other;
        name = "";
        return this;
    }

    public ApiCalls signed() {
        signed = true;
        return this;
    }

    public ApiCalls key(String keyName) {
        apiKey = keyName;
        return this;
    }

    public ApiCalls expecting(String answer) {
        expect = answer;
        return this;
    }

    ApiCall call() {
        return new ApiCall(
                name,
                url,
                stage,
                method,
                path,
                headers,
                payload,
                payloadFile,
                apiKey,
                signed,
                expectStatus,
                new Expectation(expect),
                outputFile);
    }

    /** The call at its beginning. */
    public Operation operation() {
        return new InvokeApi(call());
    }
}
