package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines of a process, of which an error message is made. Safe for threads. */
final class OutputTail {
    private static final int LINES = 40;
    private static final int LENGTH = 700;
    private static final String TRACEBACK = "Traceback (most recent call last)";

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        lines.addLast(line);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    /** From the last traceback on, or else the last line; of a long one its end. */
    synchronized String error() {
        List<String> all = new ArrayList<>(lines);
        int from = Math.max(0, all.size() - 1);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).startsWith(TRACEBACK)) {
                from = i;
            }
        }
        String text = String.join("\n", all.subList(from, all.size()));
        return text.length() > LENGTH ? text.substring(text.length() - LENGTH) : text;
    }
}
