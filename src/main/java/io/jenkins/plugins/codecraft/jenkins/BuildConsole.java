package io.jenkins.plugins.codecraft.jenkins;

import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.codecraft.operation.Console;

/** A build's console; our own lines are told from the user's program's by their prefix. */
record BuildConsole(TaskListener listener) implements Console {
    private static final String PREFIX = "[CodeCraft] ";

    @Override
    public void event(String text) {
        text.lines().forEach(line -> listener.getLogger().println(PREFIX + line));
    }

    /** The log's file has the text with a note that only Jenkins' pages show, as a link. */
    @Override
    public void link(String text, String url) {
        listener.getLogger().println(PREFIX + HyperlinkNote.encodeTo(url, text));
    }

    @Override
    public void line(String text) {
        listener.getLogger().println(text);
    }
}
