package io.jenkins.plugins.codecraft.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.console.ConsoleLogFilter;
import hudson.console.ConsoleNote;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Takes a build's secrets out of a text that is kept, as the build's console does: by the filter that
 * {@code withCredentials} puts around the steps inside of it, and by the variables that are known to be secret.
 */
final class Masking implements UnaryOperator<String> {
    private static final String MASK = "****";
    private static final Set<String> SECRET_VARIABLES = Set.of("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");

    private final ConsoleLogFilter filter;
    private final List<String> secrets = new ArrayList<>();

    Masking(Run<?, ?> build, @CheckForNull EnvVars variables, @CheckForNull ConsoleLogFilter filter) {
        this.filter = filter;
        if (variables != null) {
            SECRET_VARIABLES.forEach(name -> hide(variables.get(name)));
            if (build instanceof AbstractBuild<?, ?> freestyle) {
                freestyle.getSensitiveBuildVariables().forEach(name -> hide(variables.get(name)));
            }
        }
    }

    private void hide(String secret) {
        if (secret != null && !secret.isBlank()) {
            secrets.add(secret);
        }
    }

    @Override
    public String apply(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return filter == null ? masked : filtered(masked);
    }

    /** Filters are asked as Pipeline does it: without a build, by the method that all of them answer. */
    @SuppressWarnings({"deprecation", "rawtypes"})
    private String filtered(String text) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (OutputStream console = filter.decorateLogger((AbstractBuild) null, shown)) {
            console.write((text + "\n").getBytes(StandardCharsets.UTF_8)); // such filters work by the line
        } catch (IOException error) {
            throw new UncheckedIOException("A text could not be masked", error);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return MASK;
        }
        String masked = ConsoleNote.removeNotes(shown.toString(StandardCharsets.UTF_8));
        return masked.endsWith("\n") ? masked.substring(0, masked.length() - 1) : masked;
    }
}
