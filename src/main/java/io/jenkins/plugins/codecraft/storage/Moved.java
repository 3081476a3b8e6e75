package io.jenkins.plugins.codecraft.storage;

import java.time.Duration;

/**
 * How far a transfer is.
 *
 * @param activity such as {@code Hashed} or {@code Sent}
 * @param totalBytes 0 when not known yet
 * @param elapsed since this activity began
 */
public record Moved(String activity, long files, long totalFiles, long bytes, long totalBytes, Duration elapsed) {

    /** One line for the console, with rate and time left. */
    public String describe() {
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        double rate = bytes / seconds;
        StringBuilder line = new StringBuilder();
        line.append(activity).append(' ').append(Amounts.bytes(bytes));
        if (totalBytes > 0) {
            line.append(" of ").append(Amounts.bytes(totalBytes));
            line.append(" (").append(Math.min(100, bytes * 100 / totalBytes)).append("%)");
        }
        if (totalFiles > 1) {
            line.append(", ").append(Amounts.number(files)).append(" of ").append(Amounts.count(totalFiles, "file"));
        } else if (totalFiles == 0 && files > 0) {
            line.append(", ").append(Amounts.count(files, "file"));
        }
        line.append(", ").append(Amounts.bytes((long) rate)).append("/s");
        if (totalBytes > bytes && rate > 0) {
            line.append(", ")
                    .append(Amounts.duration(Duration.ofMillis((long) ((totalBytes - bytes) / rate * 1000))))
                    .append(" left");
        }
        return line.toString();
    }
}
