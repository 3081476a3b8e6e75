package io.jenkins.plugins.codecraft.storage.bench;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** What the sink remembers of objects: enough to list them and to look at them. */
final class SinkObjects {

    /**
     * One object.
     *
     * @param headers its metadata, as headers
     * @param body only of what the uploader reads again
     */
    record Stored(long size, String etag, Map<String, String> headers, byte[] body, Instant time) {
        Stored(long size, String etag, Map<String, String> headers, byte[] body) {
            this(size, etag, headers, body, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        }

        String httpTime() {
            return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
        }
    }

    private static final int PAGE = 1000;

    private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();

    void put(String key, Stored stored) {
        objects.put(key, stored);
    }

    Optional<Stored> get(String key) {
        return Optional.ofNullable(objects.get(key));
    }

    void clear() {
        objects.clear();
    }

    /**
     * A page of {@code ListObjectsV2}.
     *
     * @param delimiter keys with it behind the prefix are told as one common prefix; "" for none
     * @param after the last key of the page before, or ""
     */
    String page(String prefix, String delimiter, String after) {
        Set<String> folders = new TreeSet<>();
        StringBuilder contents = new StringBuilder();
        String last = "";
        boolean truncated = false;
        int count = 0;
        String from = after.isEmpty() ? prefix : after;
        for (Map.Entry<String, Stored> object :
                objects.tailMap(from, after.isEmpty()).entrySet()) {
            String key = object.getKey();
            if (!key.startsWith(prefix)) {
                break;
            }
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            if (end >= 0) {
                folders.add(key.substring(0, end + delimiter.length()));
                continue;
            }
            if (count == PAGE) {
                truncated = true;
                break;
            }
            count++;
            last = key;
            contents.append(describe(key, object.getValue()));
        }
        folders.forEach(folder ->
                contents.append("<CommonPrefixes><Prefix>").append(folder).append("</Prefix></CommonPrefixes>"));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult><Prefix>" + prefix + "</Prefix><KeyCount>"
                + (count + folders.size()) + "</KeyCount><MaxKeys>" + PAGE + "</MaxKeys><IsTruncated>" + truncated
                + "</IsTruncated>" + contents
                + (truncated ? "<NextContinuationToken>" + last + "</NextContinuationToken>" : "")
                + "</ListBucketResult>";
    }

    private static String describe(String key, Stored object) {
        return "<Contents><Key>" + key + "</Key><LastModified>" + object.time() + "</LastModified><ETag>&quot;"
                + object.etag() + "&quot;</ETag><Size>" + object.size()
                + "</Size><StorageClass>STANDARD</StorageClass></Contents>";
    }
}
