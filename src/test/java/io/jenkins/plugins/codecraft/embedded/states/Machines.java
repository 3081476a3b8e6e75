package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsEnvironment;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The operations on state machines and their versions. Its lock guards all machines. */
final class Machines {
    static final String PRINCIPAL = "states.amazonaws.com";
    private static final String NAME = "[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\x00-\\x1f\\x7f]+";

    private final AwsEnvironment aws;
    private final Lag lag;
    private final Map<String, Machine> machines = new LinkedHashMap<>();

    Machines(AwsEnvironment aws, Lag lag) {
        this.aws = aws;
        this.lag = lag;
    }

    /** The KMS key of a state machine; "" if it has none or is not there. */
    synchronized String key(String arn) {
        Machine machine = machines.get(arn);
        return machine == null
                ? ""
                : machine.current().encryption().path("kmsKeyId").asText("");
    }

    Instant now() {
        return aws.clock().now().truncatedTo(ChronoUnit.MILLIS);
    }

    synchronized JsonNode create(AwsRequest request) {
        JsonNode json = request.json();
        StateShapes.CREATE.validate(json);
        String name = json.get("name").asText();
        if (!name.matches(NAME)) {
            throw Errors.name(name);
        }
        versionDescription(json);
        Revision first = revision(null, json, null);
        String type = json.path("type").asText("STANDARD");
        String arn = request.arn("stateMachine:" + name);
        Machine machine = machines.get(arn);
        if (machine != null) {
            requireSame(machine, first, type);
        } else {
            machine = new Machine(arn, type, first);
            Tags.put(machine, json.path("tags"));
            lag.changes(arn, Optional.empty());
            machines.put(arn, machine);
        }
        ObjectNode answer = AwsJson.object().put("stateMachineArn", arn);
        answer.put("creationDate", AwsJson.timestamp(machine.created()));
        return published(machine, json, answer);
    }

    private static void requireSame(Machine machine, Revision wanted, String type) {
        if (machine.deleting()) {
            throw Errors.deleting(machine.arn());
        }
        boolean same = machine.current().definition().equals(wanted.definition())
                && machine.current().sameSettings(wanted)
                && machine.type().equals(type);
        if (!same) {
            throw Errors.of("StateMachineAlreadyExists", "State Machine Already Exists: '" + machine.arn() + "'");
        }
    }

    private static void versionDescription(JsonNode json) {
        if (json.has("versionDescription") && !json.path("publish").asBoolean()) {
            throw Errors.of("ValidationException", "Version description can only be set when publish is true");
        }
    }

    private ObjectNode published(Machine machine, JsonNode json, ObjectNode answer) {
        if (json.path("publish").asBoolean()) {
            answer.put(
                    "stateMachineVersionArn",
                    machine.publish(json.path("versionDescription").asText(""), now())
                            .arn());
        }
        return answer;
    }

    private Revision revision(String id, JsonNode json, Revision before) {
        String definition = json.path("definition").asText(before == null ? null : before.definition());
        String role = json.path("roleArn").asText(before == null ? null : before.role());
        Findings findings = new Linter(definition).findings();
        findings.firstError().ifPresent(error -> {
            throw Errors.of("InvalidDefinition", "Invalid State Machine Definition: '" + error + "'");
        });
        if (!role.matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+")) {
            throw Errors.arn(role, "Invalid Role Arn");
        }
        if (!aws.iam().assumable(role, PRINCIPAL)) {
            throw Errors.of(
                    "AccessDeniedException",
                    "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to"
                            + " assume the provided role.");
        }
        return new Revision(
                id,
                definition,
                parsed(definition),
                role,
                logging(json, before),
                given(json, "tracingConfiguration", before == null ? tracingOff() : before.tracing()),
                given(
                        json,
                        "encryptionConfiguration",
                        before == null ? MissingNode.getInstance() : before.encryption()),
                now());
    }

    private static JsonNode logging(JsonNode json, Revision before) {
        JsonNode logging = json.path("loggingConfiguration");
        if (logging.isMissingNode()) {
            return before == null ? loggingOff() : before.logging();
        }
        String level = logging.path("level").asText("OFF");
        if (!level.equals("OFF") && logging.path("destinations").size() != 1) {
            throw Errors.of(
                    "InvalidLoggingConfiguration",
                    "Invalid Logging Configuration: Must specify exactly one Log Destination.");
        }
        return logging;
    }

    private static JsonNode given(JsonNode json, String member, JsonNode otherwise) {
        return json.hasNonNull(member) ? json.get(member) : otherwise;
    }

    private static JsonNode loggingOff() {
        return AwsJson.object().put("level", "OFF").put("includeExecutionData", false);
    }

    private static JsonNode tracingOff() {
        return AwsJson.object().put("enabled", false);
    }

    private static JsonNode parsed(String definition) {
        try {
            return Data.parse(definition);
        } catch (IOException impossible) {
            throw new IllegalStateException("it was found to be right", impossible);
        }
    }

    synchronized JsonNode update(AwsRequest request) {
        JsonNode json = request.json();
        StateShapes.UPDATE.validate(json);
        Machine machine = unqualified(json);
        if (!json.has("definition")
                && !json.has("roleArn")
                && !json.has("loggingConfiguration")
                && !json.has("tracingConfiguration")
                && !json.has("encryptionConfiguration")) {
            throw Errors.of(
                    "MissingRequiredParameter",
                    "Either the definition, the role ARN, the LoggingConfiguration, the EncryptionConfiguration or the"
                            + " TracingConfiguration must be specified");
        }
        versionDescription(json);
        Revision next = revision(UUID.randomUUID().toString(), json, machine.current());
        if (!next.sameAs(machine.current())) {
            lag.changes(machine.arn(), Optional.of(machine.describe(Optional.empty())));
            machine.current(next);
        }
        ObjectNode answer = AwsJson.object().put("updateDate", AwsJson.timestamp(now()));
        if (machine.current().id() != null) {
            answer.put("revisionId", machine.current().id());
        }
        return published(machine, json, answer);
    }

    private Machine unqualified(JsonNode json) {
        String arn = json.get("stateMachineArn").asText();
        if (MachineArn.parse(arn).qualifier().isPresent()) {
            throw Errors.of("ValidationException", "A qualified state machine ARN is not allowed here: " + arn);
        }
        Machine machine = machine(arn);
        if (machine.deleting()) {
            throw Errors.deleting(arn);
        }
        return machine;
    }

    /** The machine of an ARN, with or without qualifier. */
    synchronized Machine machine(String arn) {
        Machine machine = machines.get(MachineArn.parse(arn).machine());
        if (machine == null) {
            throw Errors.noMachine(arn);
        }
        return machine;
    }

    synchronized Optional<Machine> find(String arn) {
        return Optional.ofNullable(machines.get(arn));
    }

    synchronized JsonNode describe(AwsRequest request) {
        StateShapes.ONE.validate(request.json());
        String arn = request.json().get("stateMachineArn").asText();
        Machine machine = machine(arn);
        Optional<Lag.Before> before = lag.look(arn);
        if (before.isPresent()) {
            return before.get().answer().orElseThrow(() -> Errors.noMachine(arn));
        }
        return machine.describe(MachineArn.parse(arn).version().map(number -> machine.version(number)
                .orElseThrow(() -> Errors.noMachine(arn))));
    }

    synchronized JsonNode list(AwsRequest request) {
        StateShapes.LIST.validate(request.json());
        String prefix = request.arn("stateMachine:");
        List<ObjectNode> all = machines.values().stream()
                .filter(machine -> machine.arn().startsWith(prefix))
                .sorted(Comparator.comparing(Machine::name))
                .map(machine -> AwsJson.object()
                        .put("stateMachineArn", machine.arn())
                        .put("name", machine.name())
                        .put("type", machine.type())
                        .put("creationDate", AwsJson.timestamp(machine.created())))
                .toList();
        return Pages.of(request.json()).answer("stateMachines", all);
    }

    /** Marks it; it goes once nothing of it runs. */
    synchronized Optional<Machine> delete(AwsRequest request) {
        StateShapes.ONE.validate(request.json());
        Optional<Machine> machine = find(request.json().get("stateMachineArn").asText());
        machine.ifPresent(Machine::delete);
        return machine;
    }

    synchronized void remove(Machine machine) {
        machines.remove(machine.arn());
    }

    synchronized JsonNode publish(AwsRequest request) {
        JsonNode json = request.json();
        StateShapes.PUBLISH.validate(json);
        Machine machine = unqualified(json);
        String now =
                machine.current().id() == null ? "INITIAL" : machine.current().id();
        if (json.has("revisionId") && !json.get("revisionId").asText().equals(now)) {
            throw Errors.of(
                    "ConflictException",
                    "The revision ID of state machine " + machine.name() + " is not "
                            + json.get("revisionId").asText());
        }
        Machine.Version version = machine.publish(json.path("description").asText(""), now());
        return AwsJson.object()
                .put("creationDate", AwsJson.timestamp(version.created()))
                .put("stateMachineVersionArn", version.arn());
    }

    synchronized JsonNode listVersions(AwsRequest request) {
        StateShapes.LIST_OF_ONE.validate(request.json());
        Machine machine = machine(request.json().get("stateMachineArn").asText());
        List<ObjectNode> all = machine.versions().stream()
                .map(version -> AwsJson.object()
                        .put("stateMachineVersionArn", version.arn())
                        .put("creationDate", AwsJson.timestamp(version.created())))
                .toList();
        return Pages.of(request.json()).answer("stateMachineVersions", all);
    }

    synchronized JsonNode deleteVersion(AwsRequest request) {
        StateShapes.ONE_VERSION.validate(request.json());
        String arn = request.json().get("stateMachineVersionArn").asText();
        MachineArn parsed = MachineArn.parse(arn);
        int number = parsed.version().orElseThrow(() -> Errors.arn(arn, "Version ARN expected"));
        Optional.ofNullable(machines.get(parsed.machine())).ifPresent(machine -> {
            boolean used = machine.aliases().values().stream()
                    .flatMap(alias -> alias.routes().stream())
                    .anyMatch(route -> route.version().equals(arn));
            if (used) {
                throw Errors.of(
                        "ConflictException", "Version to be deleted must not be referenced by an alias: " + arn);
            }
            machine.remove(number);
        });
        return AwsJson.object();
    }

    JsonNode validate(AwsRequest request) {
        JsonNode json = request.json();
        StateShapes.VALIDATE.validate(json);
        Findings findings = new Linter(json.get("definition").asText()).findings();
        int most = json.path("maxResults").asInt(0);
        return findings.answer(json.path("severity").asText("ERROR").equals("WARNING"), most == 0 ? 100 : most);
    }
}
