package io.jenkins.plugins.codecraft.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What Jenkins wrote while it ran, as records: a line with time and level, and the lines of its stack trace. */
record JenkinsLog(String text) {
    private static final Pattern BEGIN = Pattern.compile("^\\d{4}-\\d{2}-\\d{2} .*");
    private static final Pattern BAD = Pattern.compile("(?s)^\\S+ \\S+ .*?\\b(WARNING|SEVERE)\\b.*");

    /** The warnings and errors that name something, in message or stack trace. */
    List<String> complaintsAbout(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return records().stream()
                .filter(entry -> BAD.matcher(entry).matches())
                .filter(entry -> entry.toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    private List<String> records() {
        List<String> records = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (BEGIN.matcher(line).matches()) {
                records.add(current.toString());
                current.setLength(0);
            }
            current.append(line).append('\n');
        }
        records.add(current.toString());
        return records;
    }
}
