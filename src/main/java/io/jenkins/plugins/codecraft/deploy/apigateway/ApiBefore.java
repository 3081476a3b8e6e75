package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.deploy.Difference;
import java.io.Serializable;
import java.util.List;

/**
 * What was found before anything was changed.
 *
 * @param api the API's id; "" if there was none
 * @param content of its last import; "" if it is not known
 * @param stage null if there was none
 * @param differences from what is wanted
 */
record ApiBefore(String api, String content, StageState stage, List<Difference> differences) implements Serializable {

    ApiBefore {
        differences = List.copyOf(differences);
    }

    ApiBefore in(String id) {
        return new ApiBefore(id, content, stage, differences);
    }

    StageState stageOrNone() {
        return stage == null ? StageState.none() : stage;
    }
}
