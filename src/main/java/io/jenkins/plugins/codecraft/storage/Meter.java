package io.jenkins.plugins.codecraft.storage;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Adds up what was moved and tells about it every five seconds or ten percent. What is over within five seconds is not
 * told about, nor is the end: the summary is.
 */
final class Meter {

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);

    private final Progress progress;
    private final String activity;
    private final long totalFiles;
    private final long totalBytes;
    private final LongSupplier nanoTime;
    private final long began;
    private long files;
    private long bytes;
    private long toldAt;
    private long toldTenth;

    Meter(Progress progress, String activity, long totalFiles, long totalBytes) {
        this(progress, activity, totalFiles, totalBytes, System::nanoTime);
    }

    Meter(Progress progress, String activity, long totalFiles, long totalBytes, LongSupplier nanoTime) {
        this.progress = progress;
        this.activity = activity;
        this.totalFiles = totalFiles;
        this.totalBytes = totalBytes;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.toldAt = began;
    }

    synchronized void add(long moreFiles, long moreBytes) {
        set(files + moreFiles, bytes + moreBytes);
    }

    synchronized void set(long nowFiles, long nowBytes) {
        files = nowFiles;
        bytes = nowBytes;
        long now = nanoTime.getAsLong();
        long tenth = totalBytes == 0 ? 0 : bytes * 10 / totalBytes;
        boolean lasts = now - began >= INTERVAL;
        boolean due = now - toldAt >= INTERVAL || tenth > toldTenth;
        if (lasts && due && (files > 0 || bytes > 0) && !finished()) {
            toldAt = now;
            toldTenth = tenth;
            progress.moved(new Moved(activity, files, totalFiles, bytes, totalBytes, Duration.ofNanos(now - began)));
        }
    }

    /** All files are counted, or all bytes; the other count may come a moment later. */
    private boolean finished() {
        return totalFiles > 0 && files >= totalFiles || totalBytes > 0 && bytes >= totalBytes;
    }

    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }
}
