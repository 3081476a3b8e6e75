package io.jenkins.plugins.codecraft.aws;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which step of which build something is made for. The same after a restart, and of no other step anywhere.
 *
 * @param instance identifies the Jenkins
 * @param job the job's full name, such as {@code team/iris}
 * @param build the build's number
 * @param began when the build began, in milliseconds since 1970: tells it from the build of that number of an earlier
 *     job of that name
 * @param step identifies the step within the build
 */
public record BuildOrigin(String instance, String job, String build, long began, String step) implements Serializable {
    private static final int ID_DIGITS = 10;

    /** Ten hexadecimal digits that stand for this step. */
    public String id() {
        return Digests.hex(ID_DIGITS, List.of(instance, job, build, Long.toString(began), step));
    }

    /** The tags that say who made a resource and what for. */
    public Map<String, String> tags(String id) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(Ownership.ID, id);
        tags.put("codecraft:job", Ownership.tagValue(job));
        tags.put("codecraft:build", Ownership.tagValue(build));
        return tags;
    }
}
