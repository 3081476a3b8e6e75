package io.jenkins.plugins.codecraft.storage;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How much is done at once.
 *
 * @param lanes how many batches are under way, so that the agent has the next one when it ends the last
 * @param parallel requests of one batch at once
 * @param batchPieces the most presigned URLs in a batch
 * @param listingBytes about the size of a batch of the listing
 * @param copies copies inside S3 at once
 * @param largestCopy a larger object is copied inside S3 by parts; at most 5 GiB, which is what S3 copies in one piece
 * @param validity for how long presigned URLs are good
 * @param abandonedAfter an upload to another dataset that got nothing for so long was left behind, and is aborted
 * @param clock compared with the times that S3 tells
 */
record Tuning(
        int lanes,
        int parallel,
        int batchPieces,
        int listingBytes,
        int copies,
        long largestCopy,
        Duration validity,
        Duration abandonedAfter,
        InstantSource clock) {

    /** A copy of a GiB takes S3 some ten seconds, so that no request lasts long. */
    static final Tuning DEFAULT = new Tuning(
            2, 16, 400, 1 << 20, 24, 1L << 30, Duration.ofMinutes(15), Duration.ofHours(1), InstantSource.system());
}
