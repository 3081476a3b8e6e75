package io.jenkins.plugins.codecraft.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the inputs of a job are in S3.
 *
 * @param channels the URI of each channel that is staged so far, in the order of the settings
 * @param source the URI of the source archive, or "" if there is none or it is not staged yet
 */
record StagedInputs(List<String> channels, String source) implements Serializable {

    StagedInputs {
        channels = List.copyOf(channels);
    }

    static StagedInputs none() {
        return new StagedInputs(List.of(), "");
    }

    StagedInputs withChannel(String uri) {
        List<String> more = new ArrayList<>(channels);
        more.add(uri);
        return new StagedInputs(more, source);
    }

    StagedInputs withSource(String uri) {
        return new StagedInputs(channels, uri);
    }
}
