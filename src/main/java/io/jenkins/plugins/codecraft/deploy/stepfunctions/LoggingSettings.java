package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;

/**
 * What Step Functions writes to CloudWatch Logs, as it was written.
 *
 * @param level {@code ALL}, {@code ERROR}, {@code FATAL} or {@code OFF}
 * @param logGroupArn "" with {@code OFF}
 */
record LoggingSettings(String level, String logGroupArn, boolean includeExecutionData) implements Serializable {
    private static final Set<String> LEVELS = Set.of("ALL", "ERROR", "FATAL", "OFF");

    static LoggingSettings off() {
        return new LoggingSettings("OFF", "", false);
    }

    boolean isOff() {
        return level.equals("OFF");
    }

    /** As AWS wants it, which is with all streams. */
    String group() {
        return logGroupArn.endsWith(":*") ? logGroupArn : logGroupArn + ":*";
    }

    void check(Mistakes mistakes) {
        mistakes.check("logging.level", level, levelRule(level));
        mistakes.check("logging.logGroupArn", logGroupArn, logGroupRule(logGroupArn, level));
    }

    static Optional<String> levelRule(String level) {
        return LEVELS.contains(level) ? Optional.empty() : Optional.of(Words.of(LoggingSettings.class, "giveAllError"));
    }

    static Optional<String> logGroupRule(String arn, String level) {
        return level.equals("OFF") && arn.isEmpty()
                        || arn.matches("arn:aws[a-z-]*:logs:[a-z0-9-]+:\\d{12}:log-group:[\\w/.#-]{1,512}(:\\*)?")
                ? Optional.empty()
                : Optional.of(Words.of(LoggingSettings.class, "giveArnLog"));
    }
}
