package io.jenkins.plugins.codecraft.embedded.sagemaker;

import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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

    /** Puts the files of a folder below this place. */
    void upload(Path folder, ObjectStore objects) throws IOException {
        for (Map.Entry<String, Path> file : Tarball.files(folder).entrySet()) {
            S3Uri target = resolve(file.getKey());
            objects.upload(target.bucket(), target.key(), file.getValue());
        }
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
