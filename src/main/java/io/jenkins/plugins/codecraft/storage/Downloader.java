package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.ArchiveFormat;
import io.jenkins.plugins.codecraft.storage.agent.DeleteTempTask;
import io.jenkins.plugins.codecraft.storage.agent.Expected;
import io.jenkins.plugins.codecraft.storage.agent.Expected.Algorithm;
import io.jenkins.plugins.codecraft.storage.agent.FetchTask;
import io.jenkins.plugins.codecraft.storage.agent.PlaceTask;
import io.jenkins.plugins.codecraft.storage.agent.Root;
import io.jenkins.plugins.codecraft.storage.agent.Sent;
import io.jenkins.plugins.codecraft.storage.agent.UnpackLimits;
import io.jenkins.plugins.codecraft.storage.agent.UnpackTask;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Brings objects of S3 to the workspace, in parallel ranges by a presigned URL, and checks them against the checksum
 * that S3 keeps. Nothing appears in the workspace before it is whole and checked. Calls block and may be interrupted.
 */
public final class Downloader {

    private static final long RANGE = 16L << 20;
    private static final Pattern MD5 = Pattern.compile("([0-9a-f]{32})?");
    private static final int RANGES_IN_A_ROUND = 32;

    private final S3Client s3;
    private final Optional<String> expectedBucketOwner;
    private final Tuning tuning;

    /** @param expectedBucketOwner the account id that must own the bucket */
    public Downloader(S3Client s3, Optional<String> expectedBucketOwner) {
        this(s3, expectedBucketOwner, Tuning.DEFAULT);
    }

    Downloader(S3Client s3, Optional<String> expectedBucketOwner, Tuning tuning) {
        this.s3 = s3;
        this.expectedBucketOwner = expectedBucketOwner;
        this.tuning = tuning;
    }

    /**
     * @param path the file to be written, relative to the workspace; a slash at the end means the object's name in that
     *     folder
     */
    public Downloaded download(Agent agent, String s3Uri, String path, Progress progress)
            throws IOException, InterruptedException {
        S3Uri uri = S3Uri.parse(s3Uri);
        String file = path.isEmpty() || path.endsWith("/") ? path + uri.name() : path;
        Fetched fetched = fetch(agent, uri, Root.workspace(file), progress);
        return fetched.as(s3Uri, file, 1);
    }

    /**
     * Downloads an archive, {@code .tar.gz} or {@code .zip}, and unpacks it.
     *
     * @param folder to be unpacked into, relative to the workspace; files of the same name are replaced
     */
    public Downloaded downloadAndUnpack(
            Agent agent, String s3Uri, String folder, UnpackLimits limits, Progress progress)
            throws IOException, InterruptedException {
        S3Uri uri = S3Uri.parse(s3Uri);
        ArchiveFormat format = format(uri);
        String name = UUID.randomUUID() + format.extension();
        Root archive = Root.temp("codecraft-ai/" + name);
        try {
            Fetched fetched = fetch(agent, uri, archive, progress);
            UnpackTask.Unpacked unpacked = agent.call(new UnpackTask(archive, Root.workspace(folder), format, limits));
            agent.call(new DeleteTempTask(name));
            return fetched.as(s3Uri, folder, unpacked.files());
        } catch (IOException | InterruptedException | RuntimeException e) {
            Leftovers.delete(agent, name, e);
            throw e;
        }
    }

    private static ArchiveFormat format(S3Uri uri) throws StorageException {
        String name = uri.name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".zip")) {
            return ArchiveFormat.ZIP;
        }
        if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
            return ArchiveFormat.TAR_GZ;
        }
        throw new StorageException(Words.of(Downloader.class, "notArchiveCan", uri.name()));
    }

    private record Fetched(Expected expected, String md5) {
        Downloaded as(String s3Uri, String path, long files) {
            return new Downloaded(
                    s3Uri, path, expected.size(), files, expected.algorithm().toString(), md5);
        }
    }

    private Fetched fetch(Agent agent, S3Uri uri, Root target, Progress progress)
            throws IOException, InterruptedException {
        Bucket bucket = new Bucket(s3, location(uri));
        HeadObjectResponse head = bucket.head(uri.key())
                .orElseThrow(() ->
                        new StorageException(Words.of(Downloader.class, "thereNoObject", uri.bucket(), uri.key())));
        Expected expected = expected(bucket, uri, head);
        String partial = UUID.randomUUID() + ".download";
        try {
            ranges(agent, bucket, uri, head, partial, progress);
            String md5 = agent.call(new PlaceTask(partial, expected, target));
            if (!MD5.matcher(md5).matches()) {
                throw new StorageException(Words.of(Downloader.class, "agentsMdDownloaded"));
            }
            return new Fetched(expected, md5);
        } catch (IOException | InterruptedException | RuntimeException e) {
            Leftovers.delete(agent, partial, e);
            throw e;
        }
    }

    /** Round after round, so that the URL is always fresh and progress is heard of. */
    private void ranges(
            Agent agent, Bucket bucket, S3Uri uri, HeadObjectResponse head, String partial, Progress progress)
            throws IOException, InterruptedException {
        long size = head.contentLength();
        long round = RANGE * RANGES_IN_A_ROUND;
        Meter meter = new Meter(progress, "Downloaded", 1, size);
        int expiredInARow = 0;
        for (long from = 0; from < size; ) {
            long to = Math.min(size, from + round);
            Presigned get = bucket.presignGet(uri.key(), head.eTag(), tuning.validity());
            List<Sent> answers = agent.call(new FetchTask(
                    partial,
                    get.url(),
                    get.headers(),
                    from,
                    to,
                    RANGE,
                    tuning.validity().toMillis(),
                    tuning.parallel()));
            long got = fetched(uri, answers, from, to);
            expiredInARow = got == 0 ? expiredInARow + 1 : 0;
            if (expiredInARow == 3) {
                throw new StorageException(Words.of(Downloader.class, "sTakesFreshly"));
            }
            from += got;
            meter.add(0, got);
        }
    }

    /** How much came without a gap; what expired, and what came after it, is fetched in the next round. */
    private static long fetched(S3Uri uri, List<Sent> answers, long from, long to) throws StorageException {
        long at = from;
        for (Sent sent : answers) {
            if (sent.outcome() == Sent.Outcome.EXPIRED) {
                return at - from;
            }
            if (sent.outcome() != Sent.Outcome.SENT) {
                throw new StorageException(Words.of(
                        Downloader.class, "cannotDownloadS", uri.bucket(), uri.key(), Amounts.oneLine(sent.detail())));
            }
            at = Math.min(to, at + RANGE);
        }
        if (at != to) {
            throw new StorageException(Words.of(Downloader.class, "agentAnsweredOther"));
        }
        return at - from;
    }

    private static Expected expected(Bucket bucket, S3Uri uri, HeadObjectResponse head)
            throws IOException, InterruptedException {
        long size = head.contentLength();
        boolean composite = head.checksumType() == ChecksumType.COMPOSITE;
        String sha256 = head.checksumSHA256();
        if (sha256 != null && sha256.indexOf('-') < 0 && !composite) {
            return new Expected(Algorithm.SHA256, sha256, size, 0);
        }
        if (sha256 != null && sha256.indexOf('-') > 0) {
            long part = partSize(bucket, uri, head);
            int parts = Integer.parseInt(sha256.substring(sha256.indexOf('-') + 1));
            if (part > 0 && (size + part - 1) / part == parts) {
                return new Expected(Algorithm.SHA256_COMPOSITE, sha256.substring(0, sha256.indexOf('-')), size, part);
            }
        }
        if (!composite && head.checksumCRC64NVME() != null) {
            return new Expected(Algorithm.CRC64NVME, head.checksumCRC64NVME(), size, 0);
        }
        if (!composite && isFull(head.checksumCRC32C())) {
            return new Expected(Algorithm.CRC32C, head.checksumCRC32C(), size, 0);
        }
        if (!composite && isFull(head.checksumCRC32())) {
            return new Expected(Algorithm.CRC32, head.checksumCRC32(), size, 0);
        }
        return new Expected(Algorithm.NONE, "", size, 0);
    }

    /** S3 tells it for every object that was sent in parts; other servers do for those that we sent. */
    private static long partSize(Bucket bucket, S3Uri uri, HeadObjectResponse head)
            throws IOException, InterruptedException {
        long first = bucket.firstPart(uri.key());
        String noted = head.metadata().getOrDefault(Multipart.PART_SIZE, "");
        return first == 0 && noted.matches("[0-9]{1,13}") ? Long.parseLong(noted) : first;
    }

    private static boolean isFull(String checksum) {
        return checksum != null && checksum.indexOf('-') < 0;
    }

    private S3Location location(S3Uri uri) {
        S3Location location = S3Location.of(uri.bucket(), "");
        return expectedBucketOwner.map(location::withExpectedBucketOwner).orElse(location);
    }
}
