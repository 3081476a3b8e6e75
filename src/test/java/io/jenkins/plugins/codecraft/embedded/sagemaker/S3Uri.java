package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in S3. The key may be empty, or a prefix. */
record S3Uri(String bucket, String key) {
    private static final Pattern FORM = Pattern.compile("s3://([^/]+)/?(.*)");

    static S3Uri parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw AwsError.validation("S3 URI '" + text + "' is invalid. It must be like s3://bucket/key.");
        }
        return new S3Uri(matcher.group(1), matcher.group(2));
    }

    /** This place with more of a path below it. */
    S3Uri resolve(String below) {
        String folder = key.isEmpty() || key.endsWith("/") ? key : key + "/";
        return new S3Uri(bucket, folder + below);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
