package io.jenkins.plugins.codecraft.embedded;

/** Stands for a service that this AWS does not have. */
record NoSuchService(String signingName) implements AwsService {
    @Override
    public Protocol protocol() {
        return Protocol.REST_JSON;
    }

    @Override
    public String operation(AwsRequest request) {
        throw new AwsError("UnknownOperationException", 404, "This AWS has no service that signs as " + signingName);
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        throw new AwsError("UnknownOperationException", 404, "This AWS has no service that signs as " + signingName);
    }
}
