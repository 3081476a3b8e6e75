package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsError;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The pages of a list operation. A token names the last item of its page, so that items that come or go meanwhile do not
 * shift the pages.
 *
 * @param member the name of the list in the answer
 * @param ascending the default sort order
 * @param statusAfterPage whether a page is cut first and then filtered by status, as {@code ListTrainingJobs} does
 */
record Listing<T extends Listed>(
        String member, boolean ascending, boolean statusAfterPage, Function<T, ObjectNode> summary) {
    private static final int DEFAULT_PAGE = 10;

    private record Key(String name, Instant created, Instant modified, String status) implements Listed {}

    ObjectNode answer(JsonNode request, Collection<T> items) {
        return answer(request, items, item -> true);
    }

    /** @param shown which items of a page are shown; a page may be empty by it, and yet not be the last */
    ObjectNode answer(JsonNode request, Collection<T> items, Predicate<T> shown) {
        Comparator<Listed> order = order(request);
        Predicate<Listed> status = status(request);
        Predicate<Listed> wanted = filter(request).and(after(request, order));
        List<T> rest = items.stream()
                .filter(statusAfterPage ? wanted : wanted.and(status))
                .sorted(order)
                .toList();
        List<T> page =
                rest.subList(0, Math.min(rest.size(), request.path("MaxResults").asInt(DEFAULT_PAGE)));
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray(member);
        page.stream().filter(status).filter(shown).map(summary).forEach(list::add);
        if (page.size() < rest.size()) {
            answer.put("NextToken", token(page.get(page.size() - 1)));
        }
        return answer;
    }

    private Comparator<Listed> order(JsonNode request) {
        Comparator<Listed> order =
                switch (request.path("SortBy").asText("CreationTime")) {
                    case "Name" -> Comparator.comparing(Listed::name);
                    case "Status" -> Comparator.comparing(Listed::status).thenComparing(Listed::name);
                    default -> Comparator.comparing(Listed::created).thenComparing(Listed::name);
                };
        boolean up = "Ascending".equals(request.path("SortOrder").asText(ascending ? "Ascending" : "Descending"));
        return up ? order : order.reversed();
    }

    private static Predicate<Listed> filter(JsonNode request) {
        String part = request.path("NameContains").asText("");
        Predicate<Listed> filter = item -> item.name().contains(part);
        return filter.and(between(request, "CreationTime", Listed::created))
                .and(between(request, "LastModifiedTime", Listed::modified));
    }

    private static Predicate<Listed> between(JsonNode request, String what, Function<Listed, Instant> time) {
        Instant after = instant(request.path(what + "After"), Instant.MIN);
        Instant before = instant(request.path(what + "Before"), Instant.MAX);
        return item -> time.apply(item).isAfter(after) && time.apply(item).isBefore(before);
    }

    private static Instant instant(JsonNode seconds, Instant otherwise) {
        if (!seconds.isNumber()) {
            return otherwise;
        }
        BigDecimal millis = seconds.decimalValue().movePointRight(3);
        return Instant.ofEpochMilli(millis.longValue());
    }

    private static Predicate<Listed> status(JsonNode request) {
        String status = request.path("StatusEquals").asText("");
        return item -> status.isEmpty() || status.equals(item.status());
    }

    private static Predicate<Listed> after(JsonNode request, Comparator<Listed> order) {
        if (!request.hasNonNull("NextToken")) {
            return item -> true;
        }
        Key last = parse(request.get("NextToken").asText());
        return item -> order.compare(item, last) > 0;
    }

    private static String token(Listed item) {
        String key = item.created().toEpochMilli() + " " + item.status() + " " + item.name();
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static Key parse(String token) {
        try {
            String[] key = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", 3);
            Instant created = Instant.ofEpochMilli(Long.parseLong(key[0]));
            return new Key(key[2], created, created, key[1]);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException invalid) {
            throw AwsError.validation("Invalid pagination token: " + token);
        }
    }
}
