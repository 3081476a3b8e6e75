package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The people who label data. What a team's function says of an object counts as consolidated: the functions that AWS has
 * for that, before and after the people, are in accounts of its own and do not run here. Safe for threads.
 */
public final class Workteams {
    private final Map<String, Function<JsonNode, Optional<JsonNode>>> teams = new ConcurrentHashMap<>();

    Workteams() {}

    /**
     * Adds a team.
     *
     * @param arn of the form {@code arn:aws:sagemaker:REGION:ACCOUNT:workteam/private-crowd/NAME}
     * @param label the label of an object, which is given as its line of the manifest; empty if nobody takes the task
     */
    public Workteams put(String arn, Function<JsonNode, Optional<JsonNode>> label) {
        teams.put(arn, label);
        return this;
    }

    Function<JsonNode, Optional<JsonNode>> get(String arn) {
        return Optional.ofNullable(teams.get(arn))
                .orElseThrow(() -> AwsError.validation("Could not find the work team " + arn + "."));
    }
}
