package io.jenkins.plugins.codecraft.storage;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Adds up what was moved and tells about it every five seconds or ten percent. */
final class Meter {

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);

    private final Progress progress;
    private final String activity;
    private final long totalFiles;
    private final long totalBytes;
    private final long began = System.nanoTime();
    private long files;
    private long bytes;
    private long toldAt = began;
    private long toldTenth;

    Meter(Progress progress, String activity, long totalFiles, long totalBytes) {
        this.progress = progress;
        this.activity = activity;
        this.totalFiles = totalFiles;
        this.totalBytes = totalBytes;
    }

    synchronized void add(long moreFiles, long moreBytes) {
        set(files + moreFiles, bytes + moreBytes);
    }

    synchronized void set(long nowFiles, long nowBytes) {
        files = nowFiles;
        bytes = nowBytes;
        long now = System.nanoTime();
        long tenth = totalBytes == 0 ? 0 : bytes * 10 / totalBytes;
        boolean due = now - toldAt >= INTERVAL || (tenth > toldTenth && now - began >= INTERVAL);
        if (due && (files > 0 || bytes > 0)) {
            toldAt = now;
            toldTenth = tenth;
            progress.moved(new Moved(activity, files, totalFiles, bytes, totalBytes, Duration.ofNanos(now - began)));
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
