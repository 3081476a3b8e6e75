package io.jenkins.plugins.codecraft.train;

import java.io.Serializable;
import java.util.List;

/**
 * One input of a training job.
 *
 * @param source an {@code s3://} URI, or a path in the workspace
 * @param includes Ant patterns of the files to take from the workspace; all if empty
 * @param excludes Ant patterns of the files to leave out
 * @param contentType a MIME type, or "" for none
 * @param inputMode {@code File}, {@code FastFile} or {@code Pipe}; "" for the job's
 */
record ChannelSettings(
        String name, String source, List<String> includes, List<String> excludes, String contentType, String inputMode)
        implements Serializable {

    ChannelSettings {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    boolean inS3() {
        return source.startsWith("s3://");
    }
}
