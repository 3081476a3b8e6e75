package io.jenkins.plugins.codecraft.storage.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.UniqueElements;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The names of a folder, however few of them fit into memory. */
class FolderListingTest {

    private static Path temp;

    @BeforeContainer
    static void folder() throws IOException {
        temp = Files.createTempDirectory("listing");
    }

    @AfterContainer
    static void nothingIsLeft() throws IOException {
        Files.delete(temp);
    }

    @Property(tries = 200)
    void names_come_sorted_whatever_fits_into_memory(
            @ForAll @UniqueElements List<String> texts, @ForAll @IntRange(min = 1, max = 20) int most)
            throws IOException {
        List<String> names = texts.stream()
                .map(text -> new String(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .distinct()
                .toList();
        List<String> sorted = new ArrayList<>();
        try (FolderListing listing = new FolderListing(temp, most)) {
            for (String name : names) {
                listing.add(name);
            }
            listing.sort();
            for (String name = listing.next(); name != null; name = listing.next()) {
                sorted.add(name);
            }
        }

        assertThat(sorted)
                .containsExactlyElementsOf(
                        names.stream().sorted(FolderListing.ORDER).toList());
        assertThat(temp).isEmptyDirectory();
    }
}
