package io.jenkins.plugins.codecraft.deploy.apigateway;

import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;

/**
 * A function that an API invokes.
 *
 * @param function its ARN, maybe with a qualifier
 * @param authorizer whether it says who may call, instead of answering
 */
record Invoked(String function, boolean authorizer) implements Serializable {
    String words() {
        return authorizer ? Words.of(Invoked.class, "asAuthorizer", function) : function;
    }
}
