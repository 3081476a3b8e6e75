package io.jenkins.plugins.codecraft.embedded;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Request line and headers as they came over the wire; path and query still encoded, because the signature covers the
 * encoded form.
 *
 * @param headers values by name, any case, in order of arrival
 */
public record HttpHead(String method, String rawPath, String rawQuery, Map<String, List<String>> headers) {

    public HttpHead {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
        rawQuery = rawQuery == null ? "" : rawQuery;
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** The decoded value of a query parameter; empty text where it has no value. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name)).map(values -> values.get(0));
    }

    /** All query parameters, decoded. */
    public Map<String, List<String>> query() {
        return parameters(rawQuery);
    }

    /** The path, decoded; a plus sign stays one. */
    public String path() {
        return decode(rawPath);
    }

    static Map<String, List<String>> parameters(String encoded) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            result.computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), n -> new ArrayList<>())
                    .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return result;
    }

    /** An encoded path, decoded. */
    public static String path(String encoded) {
        return decode(encoded);
    }

    static String decode(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
