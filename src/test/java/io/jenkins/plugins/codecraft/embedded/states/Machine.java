package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A state machine with its versions, aliases and tags. Guarded by {@link Machines}. */
final class Machine {
    private final String arn;
    private final String type;
    private final Instant created;
    private final NavigableMap<Integer, Version> versions = new TreeMap<>();
    private final Map<String, Alias> aliases = new TreeMap<>();
    private final Map<String, String> tags = new TreeMap<>();
    private Revision current;
    private int lastVersion;
    private boolean deleting;

    Machine(String arn, String type, Revision first) {
        this.arn = arn;
        this.type = type;
        this.created = first.time();
        this.current = first;
    }

    record Version(int number, String arn, Revision revision, String description, Instant created) {}

    /** @param started how many executions it has sent on their way */
    record Alias(String arn, String description, List<Route> routes, Instant created, Instant updated, int started) {
        /** The version for the next execution, spread evenly by the weights. */
        String next() {
            int first = routes.get(0).weight();
            return routes.get(started * 37 % 100 < first || routes.size() == 1 ? 0 : 1)
                    .version();
        }

        Alias startedOnce() {
            return new Alias(arn, description, routes, created, updated, started + 1);
        }
    }

    record Route(String version, int weight) {}

    String arn() {
        return arn;
    }

    String name() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    boolean isExpress() {
        return type.equals("EXPRESS");
    }

    String type() {
        return type;
    }

    Instant created() {
        return created;
    }

    Revision current() {
        return current;
    }

    void current(Revision revision) {
        current = revision;
    }

    boolean deleting() {
        return deleting;
    }

    void delete() {
        deleting = true;
    }

    Map<String, String> tags() {
        return tags;
    }

    Map<String, Alias> aliases() {
        return aliases;
    }

    /** The version of the current revision, made unless there is one. */
    Version publish(String description, Instant now) {
        return versions.values().stream()
                .filter(version -> version.revision() == current)
                .findFirst()
                .orElseGet(() -> {
                    int number = ++lastVersion;
                    Version version = new Version(number, arn + ":" + number, current, description, now);
                    versions.put(number, version);
                    return version;
                });
    }

    /** A key is told by its ARN, whatever it was told by. */
    private JsonNode encryption(JsonNode given) {
        String key = given.path("kmsKeyId").asText("");
        ObjectNode told = given.deepCopy();
        if (!key.isEmpty() && !key.startsWith("arn:")) {
            String[] parts = arn.split(":");
            told.put("kmsKeyId", "arn:" + parts[1] + ":kms:" + parts[3] + ":" + parts[4] + ":key/" + key);
        }
        return told;
    }

    Optional<Version> version(int number) {
        return Optional.ofNullable(versions.get(number));
    }

    void remove(int number) {
        versions.remove(number);
    }

    /** The newest first. */
    List<Version> versions() {
        return new ArrayList<>(versions.descendingMap().values());
    }

    ObjectNode describe(Optional<Version> version) {
        Revision revision = version.map(Version::revision).orElse(current);
        ObjectNode answer = AwsJson.object();
        answer.put("stateMachineArn", version.map(Version::arn).orElse(arn));
        answer.put("name", name());
        answer.put("status", deleting ? "DELETING" : "ACTIVE");
        answer.put("definition", revision.definition());
        answer.put("roleArn", revision.role());
        answer.put("type", type);
        answer.put(
                "creationDate", AwsJson.timestamp(version.map(Version::created).orElse(created)));
        answer.set("loggingConfiguration", revision.logging());
        answer.set("tracingConfiguration", revision.tracing());
        if (!revision.encryption().isMissingNode()) {
            answer.set("encryptionConfiguration", encryption(revision.encryption()));
        }
        if (revision.id() != null) {
            answer.put("revisionId", revision.id());
        }
        version.map(Version::description)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> answer.put("description", text));
        return answer;
    }
}
