package io.jenkins.plugins.codecraft.storage.agent;

/**
 * How a file is cut into the parts of a multipart upload. It depends on the size alone, so that the same content always
 * has the same parts and the same digest.
 */
public final class Parts {

    /** The smallest part, 16 MiB; a file up to this size is sent in one piece. */
    public static final long SMALLEST = 16L << 20;

    /** What S3 allows for one upload. */
    public static final int MOST = 10_000;

    /** What S3 allows for one object, 5 TiB. */
    public static final long LARGEST_OBJECT = 5L << 40;

    private Parts() {}

    /** The bytes in every part but the last: 16 MiB, doubled as long as there would be more than 10,000 parts. */
    public static long size(long fileSize) {
        long size = SMALLEST;
        while ((fileSize + size - 1) / size > MOST) {
            size *= 2;
        }
        return size;
    }

    /** At least 1, also for an empty file. */
    public static int count(long fileSize) {
        long size = size(fileSize);
        return (int) Math.max(1, (fileSize + size - 1) / size);
    }

    public static long offset(long fileSize, int part) {
        return part * size(fileSize);
    }

    public static long length(long fileSize, int part) {
        return Math.min(size(fileSize), fileSize - offset(fileSize, part));
    }
}
