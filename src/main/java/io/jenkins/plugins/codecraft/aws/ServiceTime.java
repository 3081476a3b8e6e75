package io.jenkins.plugins.codecraft.aws;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import software.amazon.awssdk.core.SdkResponse;

/** The time by AWS' clock. */
public final class ServiceTime {
    private ServiceTime() {}

    /** When AWS answered, in whole seconds, from the {@code Date} header; nothing if it has none. */
    public static Optional<Instant> of(SdkResponse response) {
        return Optional.ofNullable(response.sdkHttpResponse())
                .flatMap(http -> http.firstMatchingHeader("Date"))
                .flatMap(ServiceTime::parsed);
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException unusual) {
            return Optional.empty(); // a proxy's own idea of a date; who asks has another measure
        }
    }
}
