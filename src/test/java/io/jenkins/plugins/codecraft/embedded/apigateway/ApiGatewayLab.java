package io.jenkins.plugins.codecraft.embedded.apigateway;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;

/** An embedded AWS, its API Gateway's clients and a client of what it serves. */
final class ApiGatewayLab implements AutoCloseable {
    static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:features";
    static final String INVOCATIONS =
            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" + FUNCTION + "/invocations";

    final EchoFunctions functions = new EchoFunctions();
    final EmbeddedAws aws =
            EmbeddedAws.builder().services(environment -> List.of(functions)).start();
    private final SdkHttpClient sdk = ApacheHttpClient.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private final StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
            AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY));
    final ApiGatewayV2Client v2 = ApiGatewayV2Client.builder()
            .httpClient(sdk)
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    final ApiGatewayClient v1 = ApiGatewayClient.builder()
            .httpClient(sdk)
            .endpointOverride(aws.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();

    HttpResponse<String> call(String api, String rest, String method, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(aws.endpoint() + "/_aws/execute-api/" + api + rest))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String api, String rest, String... headers) throws IOException, InterruptedException {
        return call(api, rest, "GET", "", headers);
    }

    @Override
    public void close() {
        v1.close();
        v2.close();
        sdk.close();
        aws.close();
    }
}
