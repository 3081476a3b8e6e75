package io.jenkins.plugins.codecraft.jenkins;

import hudson.model.TaskListener;
import io.jenkins.plugins.codecraft.operation.Console;

/** A build's console; our own lines are told from the user's program's by their prefix. */
record BuildConsole(TaskListener listener) implements Console {
    private static final String PREFIX = "[CodeCraft] ";

    @Override
    public void event(String text) {
        text.lines().forEach(line -> listener.getLogger().println(PREFIX + line));
    }

    @Override
    public void line(String text) {
        listener.getLogger().println(text);
    }
}
