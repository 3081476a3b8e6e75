package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.codecraft.embedded.AwsClock;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.AwsRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/** The operations on executions. */
final class Executions {
    private static final String NAME = "[^\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\x00-\\x1f\\x7f]+";

    private final AwsClock clock;
    private final ExecutorService threads;
    private final Machines machines;
    private final Interpreter interpreter;
    private final Lag lag;
    private final Map<String, Execution> executions = new LinkedHashMap<>();

    Executions(AwsClock clock, ExecutorService threads, Machines machines, Interpreter interpreter, Lag lag) {
        this.clock = clock;
        this.threads = threads;
        this.machines = machines;
        this.interpreter = interpreter;
        this.lag = lag;
    }

    /** What an ARN to start stands for. */
    private record Target(Machine machine, Revision revision, Optional<String> version, Optional<String> alias) {}

    private Target target(String arn) {
        synchronized (machines) {
            Machine machine = machines.machine(arn);
            if (machine.deleting()) {
                throw Errors.deleting(arn);
            }
            MachineArn parsed = MachineArn.parse(arn);
            if (parsed.alias().isPresent()) {
                Machine.Alias alias = machine.aliases().get(parsed.alias().get());
                if (alias == null) {
                    throw Errors.noMachine(arn);
                }
                machine.aliases().put(parsed.alias().get(), alias.startedOnce());
                return version(machine, alias.next(), Optional.of(arn));
            }
            return parsed.version().isPresent()
                    ? version(machine, arn, Optional.empty())
                    : new Target(machine, machine.current(), Optional.empty(), Optional.empty());
        }
    }

    private static Target version(Machine machine, String arn, Optional<String> alias) {
        Machine.Version version =
                machine.version(MachineArn.parse(arn).version().orElseThrow()).orElseThrow(() -> Errors.noMachine(arn));
        return new Target(machine, version.revision(), Optional.of(arn), alias);
    }

    JsonNode start(AwsRequest request) {
        Execution execution = begin(request, false);
        return AwsJson.object()
                .put("executionArn", execution.start().arn())
                .put("startDate", AwsJson.timestamp(execution.start().time()));
    }

    JsonNode startSync(AwsRequest request) {
        Execution execution = begin(request, true);
        try {
            execution.over().await();
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
            throw new Halted();
        }
        ObjectNode answer = execution.describe();
        answer.remove(List.of("redriveCount", "redriveStatus", "redriveStatusReason"));
        Duration took = Duration.between(execution.start().time(), execution.stopped());
        answer.putObject("billingDetails")
                .put("billedMemoryUsedInMB", 64)
                .put("billedDurationInMilliseconds", (took.toMillis() / 100 + 1) * 100);
        return answer;
    }

    private Execution begin(AwsRequest request, boolean sync) {
        JsonNode json = request.json();
        StateShapes.START.validate(json);
        String name = json.path("name").asText(UUID.randomUUID().toString());
        if (!name.matches(NAME)) {
            throw Errors.name(name);
        }
        String input = json.path("input").asText("{}");
        requireJson(input);
        Target target = target(json.get("stateMachineArn").asText());
        if (sync && !target.machine().isExpress()) {
            throw Errors.of(
                    "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        }
        String arn = arn(target.machine(), name);
        synchronized (this) {
            Execution before = executions.get(arn);
            if (before != null) {
                if (before.isRunning() && before.start().input().equals(input)) {
                    return before;
                }
                throw Errors.of("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
            }
            Execution.Start start = new Execution.Start(
                    arn, target.machine(), target.revision(), target.version(), target.alias(), input, machines.now());
            Execution execution = new Execution(start, clock::now);
            lag.changes(arn, Optional.empty());
            executions.put(arn, execution);
            started(execution);
            return execution;
        }
    }

    private static String arn(Machine machine, String name) {
        return machine.isExpress()
                ? machine.arn().replace(":stateMachine:", ":express:") + ":" + name + ":" + UUID.randomUUID()
                : machine.arn().replace(":stateMachine:", ":execution:") + ":" + name;
    }

    private static void requireJson(String input) {
        try {
            Data.parse(input);
        } catch (IOException wrong) {
            throw Errors.of(
                    "InvalidExecutionInput", "Invalid State Machine Execution Input: '" + wrong.getMessage() + "'");
        }
    }

    private void started(Execution execution) {
        Execution.Start start = execution.start();
        ObjectNode details = AwsJson.object()
                .put("input", start.input())
                .put("roleArn", start.revision().role());
        details.set("inputDetails", Execution.notTruncated());
        start.alias().ifPresent(arn -> details.put("stateMachineAliasArn", arn));
        start.version().ifPresent(arn -> details.put("stateMachineVersionArn", arn));
        execution.history().add("ExecutionStarted", 0, details);
        go(execution);
    }

    private void go(Execution execution) {
        JsonNode states = execution.start().revision().states();
        Scope scope = execution.scope();
        if (states.has("TimeoutSeconds")) {
            Duration timeout = Duration.ofSeconds(states.get("TimeoutSeconds").asLong());
            clock.after(timeout, () -> {
                if (execution.scope() == scope) {
                    execution.failed("TIMED_OUT", null, null);
                }
            });
        }
        threads.execute(() -> run(execution, states));
    }

    private void run(Execution execution, JsonNode states) {
        try {
            JsonNode input = Data.parse(execution.start().input());
            execution.succeeded(interpreter.run(Frame.of(execution), states, input));
        } catch (StateError error) {
            execution.failed("FAILED", error.error(), error.because());
        } catch (Halted stopped) {
            execution.failed("ABORTED", null, null);
        } catch (RuntimeException | IOException broken) {
            execution.failed("FAILED", "States.Runtime", "The embedded AWS failed: " + broken);
        }
    }

    private synchronized Execution find(AwsRequest request, boolean standardOnly) {
        String arn = request.json().get("executionArn").asText();
        if (standardOnly && arn.contains(":express:")) {
            throw Errors.arn(arn, "Resource type not valid in this context");
        }
        if (!arn.matches("arn:[^:]+:states:[^:]+:\\d+:(execution|express):.+")) {
            throw Errors.arn(arn, "Invalid ARN prefix");
        }
        return Optional.ofNullable(executions.get(arn)).orElseThrow(() -> Errors.noExecution(arn));
    }

    JsonNode describe(AwsRequest request) {
        StateShapes.ONE_EXECUTION.validate(request.json());
        Execution execution = find(request, true);
        String arn = execution.start().arn();
        Optional<Lag.Before> before = lag.look(arn);
        return before.isPresent()
                ? before.get().answer().orElseThrow(() -> Errors.noExecution(arn))
                : execution.describe();
    }

    /** The machine as it is for an execution. */
    JsonNode describeMachine(AwsRequest request) {
        StateShapes.ONE_EXECUTION.validate(request.json());
        Execution.Start start = find(request, true).start();
        ObjectNode answer = start.machine().describe(Optional.empty());
        answer.put("definition", start.revision().definition());
        answer.put("roleArn", start.revision().role());
        answer.put("updateDate", AwsJson.timestamp(start.revision().time()));
        answer.remove(List.of("creationDate", "type", "status"));
        return answer;
    }

    JsonNode history(AwsRequest request) {
        JsonNode json = request.json();
        StateShapes.HISTORY.validate(json);
        Execution execution = find(request, true);
        if (lag.hides(execution.start().arn())) {
            throw Errors.noExecution(execution.start().arn());
        }
        History history = execution.history();
        Pages pages = Pages.of(json);
        ObjectNode answer = AwsJson.object();
        boolean withData = json.path("includeExecutionData").asBoolean(true);
        long size = history.last();
        answer.set(
                "events",
                history.page(
                        pages.from(), pages.most(), json.path("reverseOrder").asBoolean(), withData));
        return pages.next(answer, size);
    }

    JsonNode list(AwsRequest request) {
        JsonNode json = request.json();
        StateShapes.LIST_EXECUTIONS.validate(json);
        if (!json.has("stateMachineArn")) {
            throw Errors.of("ValidationException", "Must specify exactly one of stateMachineArn or mapRunArn");
        }
        String arn = json.get("stateMachineArn").asText();
        Machine machine = machines.machine(arn);
        if (machine.isExpress()) {
            throw Errors.of(
                    "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        }
        String status = json.path("statusFilter").asText("");
        List<Execution> newestFirst = new ArrayList<>(all());
        Collections.reverse(newestFirst);
        List<ObjectNode> all = newestFirst.stream()
                .filter(execution -> execution.start().machine() == machine)
                .filter(execution -> qualifies(execution, arn))
                .filter(execution -> status.isEmpty() || status.equals(execution.status()))
                .map(Execution::summary)
                .toList();
        return Pages.of(json).answer("executions", all);
    }

    private static boolean qualifies(Execution execution, String arn) {
        Optional<String> wanted = Optional.of(arn);
        return MachineArn.parse(arn).qualifier().isEmpty()
                || execution.start().version().equals(wanted)
                || execution.start().alias().equals(wanted);
    }

    /** All executions, the oldest first. */
    synchronized List<Execution> all() {
        return List.copyOf(executions.values());
    }

    JsonNode stop(AwsRequest request) {
        JsonNode json = request.json();
        StateShapes.STOP.validate(json);
        Execution execution = find(request, true);
        execution.failed(
                "ABORTED", json.path("error").asText(null), json.path("cause").asText(null));
        return AwsJson.object().put("stopDate", AwsJson.timestamp(execution.stopped()));
    }

    JsonNode redrive(AwsRequest request) {
        StateShapes.ONE_EXECUTION.validate(request.json());
        Execution execution = find(request, true);
        String token = request.json().path("clientToken").asText("");
        synchronized (this) {
            if (execution.isRunning() && execution.redrivenBy(token)) {
                return AwsJson.object().put("redriveDate", AwsJson.timestamp(execution.redriven()));
            }
            String refusal = execution.notRedrivable();
            if (!refusal.isEmpty()) {
                throw Errors.of("ExecutionNotRedrivable", refusal);
            }
            lag.changes(execution.start().arn(), Optional.of(execution.describe()));
            ObjectNode answer = AwsJson.object().put("redriveDate", AwsJson.timestamp(execution.redrive(token)));
            go(execution);
            return answer;
        }
    }

    /** Deletes a machine as soon as nothing of it runs. */
    JsonNode deleteMachine(AwsRequest request) {
        machines.delete(request).ifPresent(this::removeWhenIdle);
        return AwsJson.object();
    }

    private void removeWhenIdle(Machine machine) {
        boolean runs =
                all().stream().anyMatch(execution -> execution.start().machine() == machine && execution.isRunning());
        if (runs) {
            clock.after(Duration.ofSeconds(5), () -> removeWhenIdle(machine));
        } else {
            machines.remove(machine);
        }
    }

    void close() {
        all().forEach(execution -> execution.scope().stop());
    }
}
