package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.Digests;
import io.jenkins.plugins.codecraft.aws.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the triggers of a function are called. Names are made from their content, so a trigger is right when one of its
 * name is there; those of ours that have another name are not wanted any more.
 *
 * @param function its name
 * @param alias "" if the function itself is invoked
 */
record TriggerNames(String partition, String region, String account, String function, String alias) {
    /** What the ids of our statements, rules and notifications begin with. */
    private static final String PREFIX = "codecraft-";

    private static final String EVENTS = "events.amazonaws.com";
    private static final int DIGITS = 12;

    static TriggerNames of(FunctionPlan plan, AwsSession session) {
        return new TriggerNames(
                session.partition(),
                session.scope().region(),
                session.callerArn().split(":", -1)[4],
                plan.name(),
                plan.settings().alias());
    }

    /** The names that the triggers of another alias have; "" for those of the function itself. */
    TriggerNames of(String other) {
        return new TriggerNames(partition, region, account, function, other);
    }

    private String functionArn() {
        return "arn:" + partition + ":lambda:" + region + ":" + account + ":function:" + function;
    }

    /** The ARN that is invoked. */
    String target() {
        return alias.isEmpty() ? functionArn() : functionArn() + ":" + alias;
    }

    /** The alias of this function that an ARN has, "" if it is the function's own; nothing if it is another's. */
    Optional<String> aliasOf(String arn) {
        if (arn.equals(functionArn())) {
            return Optional.of("");
        }
        String beginning = functionArn() + ":";
        return arn.startsWith(beginning) ? Optional.of(arn.substring(beginning.length())) : Optional.empty();
    }

    /** Of a rule or of a notification. */
    String name(TriggerSettings trigger) {
        List<String> content = new ArrayList<>(trigger.content());
        content.add(alias);
        return Names.join(PREFIX + function, Digests.hex(DIGITS, content));
    }

    /** What the names of all rules and notifications of this function begin with, whatever their alias. */
    String beginning() {
        String pattern = Names.join(PREFIX + function, "0".repeat(DIGITS));
        return pattern.substring(0, pattern.length() - DIGITS);
    }

    /** Whether a rule or notification of this name is one of this function. */
    boolean isOurs(String name) {
        return name.matches(Pattern.quote(beginning()) + "[0-9a-f]{" + DIGITS + "}");
    }

    String source(TriggerSettings trigger) {
        return trigger instanceof TriggerSettings.Objects objects
                ? "arn:" + partition + ":s3:::" + objects.bucket()
                : "arn:" + partition + ":events:" + region + ":" + account + ":rule/" + name(trigger);
    }

    static String principal(TriggerSettings trigger) {
        return trigger instanceof TriggerSettings.Objects ? "s3.amazonaws.com" : EVENTS;
    }

    /** Of the statement that lets the source invoke the target. */
    String statement(TriggerSettings trigger) {
        return statement(principal(trigger), source(trigger));
    }

    /** Of the statement that lets a rule invoke the target. */
    String statement(String ruleArn) {
        return statement(EVENTS, ruleArn);
    }

    /** Whether a statement of this id is of a trigger; those that let an API invoke the function have other ids. */
    static boolean isStatement(String id) {
        return id.matches(PREFIX + "[0-9a-f]{" + DIGITS + "}");
    }

    private String statement(String principal, String source) {
        return PREFIX + Digests.hex(DIGITS, List.of(principal, source, account));
    }
}
