package io.jenkins.plugins.codecraft.deploy.endpoint;

import java.io.Serializable;

/**
 * Requests and answers are kept in S3.
 *
 * @param output the {@code s3://} URI that they are put under
 * @param percent how many of them
 * @param what {@code input}, {@code output} or {@code both}
 * @param kmsKey "" for S3's own keys
 */
record CaptureSettings(String output, int percent, String what, String kmsKey) implements Serializable {
    static final String INPUT = "input";
    static final String OUTPUT = "output";
    static final String BOTH = "both";
}
