package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Step Functions is eventually consistent: what was made or changed just now may be shown as it was before. By script:
 * so many looks after each change see that. Safe for threads.
 */
final class Lag {
    private final Map<String, Before> unseen = new HashMap<>();
    private int looks;

    /**
     * What a look sees.
     *
     * @param answer nothing if it was not there
     * @param left how many more looks see it
     */
    record Before(Optional<ObjectNode> answer, int left) {}

    /** From now on so many looks after each change see what was before. */
    synchronized void set(int number) {
        looks = number;
    }

    /** Something changes. What was not seen yet stays unseen. */
    synchronized void changes(String arn, Optional<ObjectNode> before) {
        if (looks > 0) {
            Before last = unseen.get(arn);
            unseen.put(arn, new Before(last == null ? before : last.answer(), looks));
        }
    }

    /** What is still shown instead of what is. */
    synchronized Optional<Before> look(String arn) {
        Before before = unseen.get(arn);
        if (before != null) {
            if (before.left() > 1) {
                unseen.put(arn, new Before(before.answer(), before.left() - 1));
            } else {
                unseen.remove(arn);
            }
        }
        return Optional.ofNullable(before);
    }

    /** Whether it is not shown at all yet; no look. */
    synchronized boolean hides(String arn) {
        return unseen.containsKey(arn) && unseen.get(arn).answer().isEmpty();
    }
}
