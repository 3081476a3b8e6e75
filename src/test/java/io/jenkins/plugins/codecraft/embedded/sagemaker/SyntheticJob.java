package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A training job of a synthetic image.
 *
 * @param request the request of {@code CreateTrainingJob}
 */
public record SyntheticJob(String name, String region, Map<String, String> hyperParameters, JsonNode request) {
    public SyntheticJob {
        hyperParameters = Map.copyOf(hyperParameters);
    }
}
