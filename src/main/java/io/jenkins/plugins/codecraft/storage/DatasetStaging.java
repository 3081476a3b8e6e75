package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.FileEntry;
import io.jenkins.plugins.codecraft.storage.agent.IndexTask.Indexed;
import io.jenkins.plugins.codecraft.storage.agent.Root;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings one listed dataset to S3 that is not complete there. */
final class DatasetStaging {

    private static final Pattern POINTER = Pattern.compile("\\{\"dataset\":\"([0-9a-f]{64})\"}\\s*");

    private final Bucket bucket;
    private final Keys keys;
    private final Agent agent;
    private final DatasetSource source;
    private final Indexed indexed;
    private final Tuning tuning;
    private final Progress progress;
    private final Meter meter;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong copied = new AtomicLong();
    private final AtomicLong alreadyThere = new AtomicLong();
    private final Queue<FileEntry> notCopied = new ConcurrentLinkedQueue<>();

    DatasetStaging(
            Bucket bucket, Agent agent, DatasetSource source, Indexed indexed, Tuning tuning, Progress progress) {
        this.bucket = bucket;
        this.keys = new Keys(bucket.location());
        this.agent = agent;
        this.source = source;
        this.indexed = indexed;
        this.tuning = tuning;
        this.progress = progress;
        this.meter = new Meter(progress, "Staged", indexed.files(), indexed.bytes());
    }

    /**
     * @param index the listing's name on the agent
     * @throws ContentChangedException when a file is not what was listed any more
     */
    Summary run(String index) throws IOException, InterruptedException {
        String digest = indexed.digest();
        bucket.requirePrivate(progress);
        try (ListingSpool listing = ListingSpool.fetch(agent, index, indexed, keys.data(digest), tuning)) {
            OpenUploads uploads = OpenUploads.find(bucket.multipart(), keys.datasets(), keys.data(digest), tuning);
            long sentBytes;
            try {
                sentBytes = fill(listing, uploads);
            } catch (InterruptedException e) {
                uploads.abortOurs();
                throw e;
            }
            verify(listing);
            // before the manifest, after which nothing of this is done again; without one the pointer is not used
            bucket.write(
                    keys.latest(source.channel()),
                    ("{\"dataset\":\"" + digest + "\"}\n").getBytes(StandardCharsets.UTF_8),
                    "application/json");
            bucket.write(
                    keys.manifest(digest),
                    listing::manifest,
                    indexed.manifestLength(),
                    HexFormat.of().parseHex(digest),
                    "application/json");
            uploads.abortNeedless(keys.data(digest));
            return new Summary(
                    indexed.files(),
                    indexed.bytes(),
                    sent.get(),
                    sentBytes,
                    copied.get(),
                    alreadyThere.get(),
                    meter.elapsed());
        }
    }

    /** Puts every file in its place: leaves it, copies it inside S3, or has it sent. */
    private long fill(ListingSpool listing, OpenUploads uploads) throws IOException, InterruptedException {
        Listing there = bucket.list(keys.data(indexed.digest()));
        try (Crew crew = new Crew(tuning.copies());
                Earlier earlier = earlier()) {
            Transfer transfer = new Transfer(agent, Root.workspace(source.path()), crew, meter, tuning);
            listing.forEach(entry -> {
                if (there.has(entry.path(), entry.size())) {
                    alreadyThere.incrementAndGet();
                    meter.add(1, entry.size());
                } else if (earlier.has(entry)) {
                    copy(earlier.data + entry.path(), entry, uploads, crew);
                } else {
                    send(entry, uploads, crew, transfer);
                }
                sendNotCopied(uploads, crew, transfer);
            });
            crew.awaitShortJobs();
            sendNotCopied(uploads, crew, transfer);
            transfer.finish();
            crew.await();
            return transfer.sentBytes();
        }
    }

    private void send(FileEntry entry, OpenUploads uploads, Crew crew, Transfer transfer)
            throws IOException, InterruptedException {
        String key = keys.data(indexed.digest()) + entry.path();
        Runnable done = () -> {
            sent.incrementAndGet();
            meter.add(1, 0);
        };
        if (entry.parts() == 1) {
            transfer.send(new WholeFile(bucket, key, entry, Map.of(), done));
        } else {
            for (Sendable part : new MultipartFile(bucket, uploads, crew, key, entry, Map.of(), done).begin()) {
                transfer.send(part);
            }
        }
    }

    private void copy(String from, FileEntry entry, OpenUploads uploads, Crew crew)
            throws IOException, InterruptedException {
        String to = keys.data(indexed.digest()) + entry.path();
        CopiedFile.Outcome outcome = new CopiedFile.Outcome() {
            @Override
            public void copied() {
                copied.incrementAndGet();
                meter.add(1, entry.size());
            }

            @Override
            public void gone() {
                notCopied.add(entry);
            }
        };
        if (entry.size() > tuning.largestCopy() && entry.parts() > 1) {
            new CopiedFile(bucket, uploads, from, to, entry, outcome).begin(crew);
            return;
        }
        crew.submit(() -> {
            if (bucket.copy(from, to)) {
                outcome.copied();
            } else {
                outcome.gone();
            }
        });
    }

    /** What is gone from the earlier dataset, by a lifecycle rule for example. */
    private void sendNotCopied(OpenUploads uploads, Crew crew, Transfer transfer)
            throws IOException, InterruptedException {
        for (FileEntry entry = notCopied.poll(); entry != null; entry = notCopied.poll()) {
            send(entry, uploads, crew, transfer);
        }
    }

    /** The agent said that everything was sent; S3 knows. */
    private void verify(ListingSpool listing) throws IOException, InterruptedException {
        Listing there = bucket.list(keys.data(indexed.digest()));
        listing.forEach(entry -> {
            if (!there.has(entry.path(), entry.size())) {
                throw new StorageException(Words.of(
                        DatasetStaging.class,
                        "notAlthoughWas",
                        entry.path(),
                        bucket.location().uri(keys.data(indexed.digest()))));
            }
        });
    }

    private Earlier earlier() throws IOException, InterruptedException {
        Optional<byte[]> pointer = bucket.read(keys.latest(source.channel()), 1000);
        if (pointer.isEmpty()) {
            return Earlier.NONE;
        }
        Matcher matcher = POINTER.matcher(new String(pointer.get(), StandardCharsets.UTF_8));
        if (!matcher.matches() || matcher.group(1).equals(indexed.digest())) {
            return Earlier.NONE;
        }
        String digest = matcher.group(1);
        Optional<InputStream> manifest = bucket.open(keys.manifest(digest));
        return manifest.map(content -> new Earlier(
                        keys.data(digest),
                        new ManifestReader(content, bucket.location().uri(keys.manifest(digest))),
                        progress))
                .orElse(Earlier.NONE);
    }

    /** The dataset that the channel had before. */
    private static final class Earlier implements AutoCloseable {
        private static final Earlier NONE = new Earlier("", null, Progress.none());

        private final String data;
        private final Progress progress;
        private ManifestReader manifest;

        Earlier(String data, ManifestReader manifest, Progress progress) {
            this.data = data;
            this.manifest = manifest;
            this.progress = progress;
        }

        /** An unreadable manifest costs only time: everything is sent. */
        boolean has(FileEntry entry) throws IOException {
            if (manifest == null) {
                return false;
            }
            try {
                return manifest.find(entry.path()).filter(entry::sameContent).isPresent();
            } catch (IOException e) {
                progress.note(Words.of(DatasetStaging.class, "earlierDatasetNot", e.getMessage()));
                close();
                manifest = null;
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            if (manifest != null) {
                manifest.close();
            }
        }
    }
}
