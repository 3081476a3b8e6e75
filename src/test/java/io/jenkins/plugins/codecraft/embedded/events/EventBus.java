package io.jenkins.plugins.codecraft.embedded.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** EventBridge's default bus as other services of the same AWS write to it, in process. */
public interface EventBus {
    /**
     * Puts an event; the rules that match it invoke their targets, later.
     *
     * @param source such as {@code aws.sagemaker}
     * @param detailType such as {@code SageMaker Training Job State Change}
     * @param resources ARNs of what it is about
     */
    void put(String region, String source, String detailType, JsonNode detail, List<String> resources);

    /**
     * Lets the time of a rule with a schedule come.
     *
     * @throws IllegalArgumentException if there is no such enabled rule
     */
    void fire(String region, String rule);

    /**
     * From now on so many calls of PutTargets and RemoveTargets in a region fail for all of their entries, though they
     * are answered with 200.
     *
     * @param code such as {@code ConcurrentModificationException}
     */
    void failEntries(String region, int calls, String code, String message);
}
