package io.jenkins.plugins.codecraft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * A long log, in a process with little memory. With {@code -Dlog.lines=5000000} it is as long as a build of the largest
 * kind writes; that takes a minute or two.
 */
class LongLogTest {
    private static final Logger LOGGER = Logger.getLogger(LongLogTest.class.getName());
    private static final String LINES = System.getProperty("log.lines", "300000");
    /** The lines alone would take 60 MB for every 300,000; the embedded AWS and the SDK are in it too. */
    private static final String MEMORY = System.getProperty("log.memory", "96m");

    @Test
    void comes_whole_in_order_and_in_bounded_memory() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + MEMORY,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LongLog.class.getName(),
                        LINES)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        LOGGER.info(said);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
