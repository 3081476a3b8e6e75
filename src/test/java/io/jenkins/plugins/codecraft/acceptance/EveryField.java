package io.jenkins.plugins.codecraft.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * {@code every-field.xml}: build steps in which each field of all that can be saved is filled somewhere.
 *
 * @param builder a build step as it is saved
 */
record EveryField(SavedXml builder) {
    private static final String FILE = "every-field.xml";

    static List<EveryField> all() {
        return SavedXml.parse(text()).child("builders").children().stream()
                .map(EveryField::new)
                .toList();
    }

    private static String text() {
        try (InputStream stream = EveryField.class.getResourceAsStream(FILE)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** For file names and jobs, such as {@code deploy-iris-async}. */
    String label() {
        String kind = builder.name().replaceFirst(".*\\.(\\w+)Builder$", "$1").toLowerCase(Locale.ROOT);
        String target = kind.equals("train") ? "" : "-" + targetKind();
        return kind + target + "-" + named().child("name").text();
    }

    private String targetKind() {
        return named().type().orElseThrow().replaceFirst(".*\\.", "").toLowerCase(Locale.ROOT);
    }

    private SavedXml named() {
        return isTrain() ? step() : step().child("target");
    }

    boolean isTrain() {
        return builder.name().endsWith("TrainBuilder");
    }

    SavedXml step() {
        return builder.child("step");
    }

    /** The same step as a post-build action; only deploying and invoking are offered as such. */
    String asPublisher() {
        String name = builder.name().replaceFirst("Builder$", "Publisher");
        return "<" + name + ">" + step().xml() + "<runIf>unstable</runIf></" + name + ">";
    }
}
