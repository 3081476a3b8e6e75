package io.jenkins.plugins.codecraft.embedded;

/** The same refusals in the words of each protocol. */
record AuthErrors(Protocol protocol) {

    private AwsError choose(AwsError s3, String query, String json, String message) {
        return switch (protocol) {
            case REST_XML -> s3;
            case QUERY -> new AwsError(query, 403, message);
            case REST_JSON -> new AwsError(json, 403, message);
            case AWS_JSON_1_0, AWS_JSON_1_1 -> new AwsError(json, 400, message);
        };
    }

    AwsError missing() {
        return choose(
                new AwsError("AccessDenied", 403, "Access Denied"),
                "MissingAuthenticationToken",
                "MissingAuthenticationTokenException",
                "Missing Authentication Token");
    }

    AwsError unknownKey() {
        return choose(
                new AwsError(
                        "InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records."),
                "InvalidClientTokenId",
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    AwsError wrongToken() {
        return choose(
                new AwsError("InvalidToken", 400, "The provided token is malformed or otherwise invalid."),
                "InvalidClientTokenId",
                "UnrecognizedClientException",
                "The security token included in the request is invalid.");
    }

    AwsError expiredToken() {
        return choose(
                new AwsError("ExpiredToken", 400, "The provided token has expired."),
                "ExpiredToken",
                "ExpiredTokenException",
                "The security token included in the request is expired");
    }

    AwsError mismatch() {
        String message = "The request signature we calculated does not match the signature you provided. Check your AWS"
                + " Secret Access Key and signing method. Consult the service documentation for details.";
        String s3 = "The request signature we calculated does not match the signature you provided. Check your key and"
                + " signing method.";
        return choose(
                new AwsError("SignatureDoesNotMatch", 403, s3),
                "SignatureDoesNotMatch",
                "InvalidSignatureException",
                message);
    }

    AwsError skewed(String sent, String now) {
        AwsError s3 = new AwsError(
                        "RequestTimeTooSkewed",
                        403,
                        "The difference between the request time and the current time is too large.")
                .with("RequestTime", sent)
                .with("ServerTime", now)
                .with("MaxAllowedSkewMilliseconds", 900000);
        String message = "Signature expired: " + sent + " is not within 15 min. of " + now;
        return choose(s3, "SignatureDoesNotMatch", "InvalidSignatureException", message);
    }

    AwsError denied(Caller caller, Permission permission) {
        String message = "User: " + caller.arn() + " is not authorized to perform: " + permission.action()
                + " on resource: " + permission.resource() + " because no identity-based policy allows the "
                + permission.action() + " action";
        return choose(new AwsError("AccessDenied", 403, message), "AccessDenied", "AccessDeniedException", message);
    }

    AwsError throttled() {
        AwsError s3 = new AwsError("SlowDown", 503, "Please reduce your request rate.");
        return switch (protocol) {
            case REST_XML -> s3;
            case QUERY -> new AwsError("Throttling", 400, "Rate exceeded");
            case REST_JSON -> new AwsError("ThrottlingException", 429, "Rate exceeded");
            case AWS_JSON_1_0, AWS_JSON_1_1 -> new AwsError("ThrottlingException", 400, "Rate exceeded");
        };
    }
}
