package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.words.Words;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The place of one object. */
record S3Uri(String bucket, String key) {

    private static final Pattern FORM = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.+)", Pattern.DOTALL);

    /** @throws StorageException when the text has not the form {@code s3://bucket/key} */
    static S3Uri parse(String text) throws StorageException {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new StorageException(Words.of(S3Uri.class, "notUriObject", text));
        }
        return new S3Uri(matcher.group(1), matcher.group(2));
    }

    /** The last name of the key. */
    String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
