package io.jenkins.plugins.codecraft.storage;

import io.jenkins.plugins.codecraft.storage.agent.Digests;
import io.jenkins.plugins.codecraft.storage.agent.FileEntry;
import io.jenkins.plugins.codecraft.storage.agent.Packed;
import io.jenkins.plugins.codecraft.storage.agent.Parts;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Brings one file of the agent to S3, under the digest of its bytes, which S3 verifies. */
final class ObjectStaging {

    private static final String SHA256 = "sha256";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Bucket bucket;
    private final Keys keys;
    private final Tuning tuning;

    ObjectStaging(Bucket bucket, Tuning tuning) {
        this.bucket = bucket;
        this.keys = new Keys(bucket.location());
        this.tuning = tuning;
    }

    StagedObject run(Agent agent, Packed packed, String name, Progress progress)
            throws IOException, InterruptedException {
        FileEntry file = packed.file();
        requireSound(packed);
        String key = keys.object(Digests.hex(Digests.ofFile(file.digests())), name);
        boolean alreadyThere = bucket.head(key)
                .filter(head -> head.contentLength() == file.size())
                .isPresent();
        if (!alreadyThere) {
            send(agent, packed, key, progress);
        }
        return new StagedObject(
                bucket.location().uri(key), key, packed.contentDigest(), packed.sha256(), file.size(), alreadyThere);
    }

    private void send(Agent agent, Packed packed, String key, Progress progress)
            throws IOException, InterruptedException {
        bucket.requirePrivate(progress);
        FileEntry file = packed.file();
        Map<String, String> metadata = Map.of(SHA256, packed.sha256());
        OpenUploads uploads = OpenUploads.find(bucket.multipart(), keys.objects(), key, tuning);
        Meter meter = new Meter(progress, "Sent", 1, file.size());
        try (Crew crew = new Crew(tuning.copies())) {
            Transfer transfer = new Transfer(agent, packed.base(), crew, meter, tuning);
            Runnable done = () -> meter.add(1, 0);
            if (file.parts() == 1) {
                transfer.send(new WholeFile(bucket, key, file, metadata, done));
            } else {
                MultipartFile parts = new MultipartFile(bucket, uploads, crew, key, file, metadata, done);
                for (Sendable part : parts.begin()) {
                    transfer.send(part);
                }
            }
            transfer.finish();
            crew.await();
        } catch (InterruptedException e) {
            uploads.abortOurs();
            throw e;
        }
        if (bucket.head(key).isEmpty()) {
            throw new StorageException(Words.of(
                    ObjectStaging.class, "notThereAlthough", bucket.location().uri(key)));
        }
    }

    private static void requireSound(Packed packed) throws StorageException {
        FileEntry file = packed.file();
        boolean sound = file.size() >= 0
                && file.size() <= Parts.LARGEST_OBJECT
                && file.digests().length == Parts.count(file.size()) * Digests.LENGTH
                && DIGEST.matcher(packed.contentDigest()).matches()
                && DIGEST.matcher(packed.sha256()).matches();
        if (!sound) {
            throw new StorageException(Words.of(ObjectStaging.class, "agentsDescriptionFile"));
        }
    }
}
