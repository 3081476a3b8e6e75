package io.jenkins.plugins.codecraft.storage.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program whose time, CPU and memory are measured, those of its own processes included. */
record Command(List<String> words, Map<String, String> environment) {

    /** Python's {@code getrusage} knows what a process that has ended needed. */
    private static final String MEASURE = """
            import resource, subprocess, sys, time
            began = time.monotonic()
            code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
            wall = time.monotonic() - began
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
            sys.exit(code)
            """;

    /** Whether a program is installed. */
    static boolean exists(String program) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + program)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** What a program says first. */
    static String firstLine(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines().findFirst().orElse("");
    }

    /** Wall and CPU seconds, and MiB. */
    Measured run() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("python3", "-c", MEASURE));
        all.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("AWS_CA_BUNDLE"); // the sink speaks plain HTTP, and rclone stumbles over it
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(words.get(0) + " ended with " + code + ": " + said);
        }
        String[] figures = said.substring(Optional.of(said.lastIndexOf('\n')).orElse(-1) + 1)
                .split(" ");
        return new Measured(
                Double.parseDouble(figures[0]), Double.parseDouble(figures[1]), Long.parseLong(figures[2]), 0);
    }
}
