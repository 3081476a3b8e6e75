package io.jenkins.plugins.codecraft.jenkins;

import io.jenkins.plugins.codecraft.operation.Durations;
import io.jenkins.plugins.codecraft.words.Words;
import java.time.Duration;
import java.util.Optional;

/** What the settings of all builds must be, beside {@link AccessRules}. */
final class ConfigurationRules {
    private static final Duration SHORTEST_WATCH = Duration.ofSeconds(2);
    private static final Duration LONGEST_WATCH = Duration.ofMinutes(10);

    private ConfigurationRules() {}

    static Optional<String> watchInterval(String text) {
        boolean right = Durations.parse(text)
                .filter(every -> every.compareTo(SHORTEST_WATCH) >= 0 && every.compareTo(LONGEST_WATCH) <= 0)
                .isPresent();
        return right ? Optional.empty() : Optional.of(Words.of(ConfigurationRules.class, "writeTimeFrom"));
    }

    static Optional<String> endpoints(String lines) {
        return Texts.lines(lines).stream()
                .flatMap(line -> AccessRules.endpoint(line).map(remedy -> "'" + line + "': " + remedy).stream())
                .findFirst();
    }
}
