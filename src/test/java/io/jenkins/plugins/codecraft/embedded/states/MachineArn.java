package io.jenkins.plugins.codecraft.embedded.states;

import java.util.Arrays;
import java.util.Optional;

/**
 * The ARN of a state machine, one of its versions or aliases.
 *
 * @param machine without the qualifier
 */
record MachineArn(String machine, Optional<String> qualifier) {

    static MachineArn parse(String arn) {
        String[] parts = arn.split(":", -1);
        boolean right = parts.length >= 7
                && parts.length <= 8
                && parts[0].equals("arn")
                && parts[2].equals("states")
                && parts[5].equals("stateMachine")
                && !parts[6].isEmpty();
        if (!right) {
            throw Errors.arn(arn, "Invalid ARN prefix");
        }
        String machine = String.join(":", Arrays.copyOf(parts, 7));
        return new MachineArn(machine, parts.length == 8 ? Optional.of(parts[7]) : Optional.empty());
    }

    Optional<Integer> version() {
        return qualifier.filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    Optional<String> alias() {
        return qualifier.filter(text -> !text.matches("\\d+"));
    }
}
