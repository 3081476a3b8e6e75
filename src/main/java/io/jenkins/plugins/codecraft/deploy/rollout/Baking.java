package io.jenkins.plugins.codecraft.deploy.rollout;

import io.jenkins.plugins.codecraft.operation.OperationContext;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The time in which a step of a rollout is watched, for targets whose AWS service does not watch by itself. It is
 * reckoned in pauses that are really over, so that it needs no clock and a restart only makes it longer. Use it so:
 *
 * <pre>{@code
 * return switch (baking.look(context)) {
 *     case Baking.Goes goes -> Progress.pause(new Bake(…, goes.on()), goes.pause());
 *     case Baking.Over over -> Progress.next(…);
 *     case Baking.Alarm alarm -> Progress.next(new GoBack(…, alarm.words()));
 * };
 * }</pre>
 *
 * @param left what was not waited for yet
 * @param waiting the pause that was begun; zero before the first
 */
public record Baking(List<String> alarms, Duration left, Duration waiting) implements Serializable {
    /** How often alarms are looked at; CloudWatch evaluates most of them once a minute. */
    static final Duration INTERVAL = Duration.ofSeconds(30);

    public Baking {
        alarms = List.copyOf(alarms);
    }

    /** What one look found. */
    public sealed interface Look {}

    /**
     * It goes on.
     *
     * @param on what to save and to look with after the pause
     */
    public record Goes(Baking on, Duration pause) implements Look {}

    /** The time is over, and no alarm went off. */
    public record Over() implements Look {}

    /**
     * An alarm is on.
     *
     * @param words such as {@code the alarm iris-5xx was on: Threshold crossed: ….}
     */
    public record Alarm(String words) implements Look {}

    public static Baking of(List<String> alarms, Duration time) {
        return new Baking(alarms, time, Duration.ZERO);
    }

    /** Looks at the alarms, with one call of {@code DescribeAlarms} if there are any. */
    public Look look(OperationContext context) throws IOException, InterruptedException {
        if (!alarms.isEmpty()) {
            var on = new Alarms(context.aws().cloudWatch()).on(alarms);
            if (on.isPresent()) {
                return new Alarm(on.get());
            }
        }
        // a pause that a restart cut short was none
        Duration rest = context.wake() == OperationContext.Wake.TIME ? left.minus(waiting) : left;
        if (rest.compareTo(Duration.ZERO) <= 0) {
            return new Over();
        }
        Duration pause = rest.compareTo(INTERVAL) < 0 ? rest : INTERVAL;
        return new Goes(new Baking(alarms, rest, pause), pause);
    }
}
