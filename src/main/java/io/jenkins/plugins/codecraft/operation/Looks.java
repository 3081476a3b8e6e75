package io.jenkins.plugins.codecraft.operation;

import java.util.HashMap;
import java.util.Map;

/**
 * The budget of looks at resources one by one, which all watchers of one kind in one scope share, whatever the parents
 * of what they watch. Each resource gets as many looks as any other. Safe for use by many threads.
 */
final class Looks {
    private final double perInterval;
    private final Map<Watcher, Integer> waiting = new HashMap<>();

    Looks(double perInterval) {
        this.perInterval = Math.max(1, perInterval);
    }

    /** Whether so many can be looked at in each interval, even if they were the only ones. */
    boolean allow(int count) {
        return count <= perInterval;
    }

    /**
     * In how many intervals each resource has one look.
     *
     * @param count how many the watcher has to be looked at; 0 if it has none any more
     */
    synchronized int share(Watcher watcher, int count) {
        if (count == 0) {
            waiting.remove(watcher);
        } else {
            waiting.put(watcher, count);
        }
        int all = waiting.values().stream().mapToInt(Integer::intValue).sum();
        return Math.max(1, (int) Math.ceil(all / perInterval));
    }
}
