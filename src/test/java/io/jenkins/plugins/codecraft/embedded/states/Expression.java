package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;

/** An argument of an intrinsic function, as it is written. */
sealed interface Expression permits Expression.Literal, Expression.Path, IntrinsicCall {

    record Literal(JsonNode value) implements Expression {}

    record Path(String text) implements Expression {}
}
