package io.jenkins.plugins.codecraft.deploy.apigateway;

import java.io.Serializable;

/**
 * A function that an API invokes.
 *
 * @param function its ARN, maybe with a qualifier
 * @param authorizer whether it says who may call, instead of answering
 */
record Invoked(String function, boolean authorizer) implements Serializable {
    String words() {
        return authorizer ? function + " as an authorizer" : function;
    }
}
