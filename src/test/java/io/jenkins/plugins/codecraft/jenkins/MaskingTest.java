package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.console.ConsoleLogFilter;
import hudson.model.AbstractBuild;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a text that may hold the build's secrets. */
class MaskingTest {

    @Test
    void what_the_console_masks_is_masked() {
        Masking masking = new Masking(null, null, new Replacing("hunter2"));

        assertThat(masking.apply("the token hunter2\nand hunter2")).isEqualTo("the token ****\nand ****");
        assertThat(masking.apply("nothing in it")).isEqualTo("nothing in it");
        assertThat(masking.apply("")).isEmpty();
    }

    @Test
    void the_keys_of_the_environment_are_masked() {
        EnvVars variables = new EnvVars(Map.of("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI", "AWS_SESSION_TOKEN", ""));

        assertThat(new Masking(null, variables, null).apply("by wJalrXUtnFEMI")).isEqualTo("by ****");
    }

    @Test
    void notes_that_filters_add_for_the_console_are_left_out() {
        ConsoleLogFilter stamping = new Replacing("x") {
            @Override
            String shown(String line) {
                return "\u001B[8mha:////4AAA\u001B[0m" + line;
            }
        };

        assertThat(new Masking(null, null, stamping).apply("Training")).isEqualTo("Training");
    }

    /** Works by the line, as the filter of withCredentials does. */
    private static class Replacing extends ConsoleLogFilter {
        private final String secret;

        Replacing(String secret) {
            this.secret = secret;
        }

        String shown(String line) {
            return line.replace(secret, "****");
        }

        @Override
        @Deprecated
        @SuppressWarnings("rawtypes") // as the method that it overrides
        public OutputStream decorateLogger(AbstractBuild build, OutputStream logger) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    line.write(b);
                    if (b == '\n') {
                        logger.write(
                                shown(line.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
                        line.reset();
                    }
                }
            };
        }
    }
}
