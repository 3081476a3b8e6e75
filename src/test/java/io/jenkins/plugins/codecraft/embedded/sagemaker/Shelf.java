package io.jenkins.plugins.codecraft.embedded.sagemaker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The resources of one kind by region and name, in the order of their creation. Safe for threads. */
final class Shelf<T> {
    private final Map<String, Map<String, T>> regions = new ConcurrentHashMap<>();

    /** Adds a resource unless its name is taken; empty if it was. */
    Optional<T> add(String region, String name, Supplier<T> resource) {
        Map<String, T> shelf = regions.computeIfAbsent(region, key -> new LinkedHashMap<>());
        synchronized (shelf) {
            if (shelf.containsKey(name)) {
                return Optional.empty();
            }
            T made = resource.get();
            shelf.put(name, made);
            return Optional.of(made);
        }
    }

    Optional<T> find(String region, String name) {
        Map<String, T> shelf = regions.computeIfAbsent(region, key -> new LinkedHashMap<>());
        synchronized (shelf) {
            return Optional.ofNullable(shelf.get(name));
        }
    }

    Optional<T> remove(String region, String name) {
        Map<String, T> shelf = regions.computeIfAbsent(region, key -> new LinkedHashMap<>());
        synchronized (shelf) {
            return Optional.ofNullable(shelf.remove(name));
        }
    }

    List<T> all(String region) {
        Map<String, T> shelf = regions.computeIfAbsent(region, key -> new LinkedHashMap<>());
        synchronized (shelf) {
            return List.copyOf(shelf.values());
        }
    }

    /** Those of all regions. */
    List<T> all() {
        return regions.keySet().stream().flatMap(region -> all(region).stream()).toList();
    }
}
