package io.jenkins.plugins.codecraft.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.operation.Json;
import io.jenkins.plugins.codecraft.storage.agent.FileEntry;
import io.jenkins.plugins.codecraft.storage.agent.ManifestFormat;
import io.jenkins.plugins.codecraft.storage.agent.Parts;
import io.jenkins.plugins.codecraft.storage.agent.Utf8Order;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.UniqueElements;

/** Manifests of any names. */
class ManifestPropertyTest {

    @Property(tries = 200)
    void a_manifest_is_json_and_tells_each_file_as_it_was(
            @ForAll @UniqueElements @NotEmpty List<@NotEmpty String> texts, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<FileEntry> files = texts.stream()
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .distinct()
                .sorted(Utf8Order::compare)
                .map(path -> entry(path, random))
                .toList();

        byte[] manifest = manifest(files);

        Map<?, ?> json = (Map<?, ?>)
                Json.read(new String(manifest, StandardCharsets.UTF_8)).orElseThrow();
        assertThat((List<?>) json.get("files"))
                .extracting(file -> ((Map<?, ?>) file).get("path"))
                .isEqualTo(files.stream().map(FileEntry::path).toList());
        try (ManifestReader reader = new ManifestReader(new ByteArrayInputStream(manifest), "manifest")) {
            for (FileEntry file : files) {
                assertThat(reader.find(file.path())).hasValueSatisfying(read -> assertThat(read.sameContent(file))
                        .isTrue());
            }
        }
    }

    private static FileEntry entry(String path, Random random) {
        long size = random.nextInt(4) == 0 ? Parts.SMALLEST * random.nextInt(5) : random.nextInt(1000);
        byte[] digests = new byte[Parts.count(size) * 32];
        random.nextBytes(digests);
        return new FileEntry(path, size, 0, 0, digests);
    }

    private static byte[] manifest(List<FileEntry> files) throws IOException {
        ManifestFormat format = new ManifestFormat();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(format.head());
        for (FileEntry file : files) {
            text.write(format.file(file));
        }
        text.write(format.tail());
        return text.toByteArray();
    }
}
