package io.jenkins.plugins.codecraft.storage.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What one upload cost.
 *
 * @param wall seconds
 * @param cpu seconds of user and system together, of the uploader with all its processes
 * @param mebibytes the most memory that it had; 0 where the uploader shares its process with others
 * @param requests that came to the sink
 * @param files bodies of files or of parts among them
 */
record Measured(double wall, double cpu, long mebibytes, long requests, long files) {

    Measured(double wall, double cpu, long mebibytes, long requests) {
        this(wall, cpu, mebibytes, requests, 0);
    }

    Measured at(long itsRequests, long itsFiles) {
        return new Measured(wall, cpu, mebibytes, itsRequests, itsFiles);
    }

    /** Each figure's own median. */
    static Measured median(List<Measured> runs) {
        return new Measured(
                middle(runs.stream().map(Measured::wall).sorted().toList()),
                middle(runs.stream().map(Measured::cpu).sorted().toList()),
                middle(runs.stream()
                        .map(Measured::mebibytes)
                        .sorted(Comparator.naturalOrder())
                        .toList()),
                middle(runs.stream().map(Measured::requests).sorted().toList()),
                middle(runs.stream().map(Measured::files).sorted().toList()));
    }

    private static <T> T middle(List<T> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    /** A row of a table, with the ratios to another one. */
    String row(String name, Measured ours) {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %s | %d | %d | %.2f | %.2f |",
                name,
                wall,
                cpu,
                mebibytes == 0 ? "—" : Long.toString(mebibytes),
                requests,
                files,
                ours.wall / wall,
                ours.cpu / cpu);
    }
}
