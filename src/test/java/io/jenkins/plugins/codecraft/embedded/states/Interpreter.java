package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsClock;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.states.Execution.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/** Runs the Amazon States Language, with JSONPath. */
final class Interpreter {
    /** Errors of the data, which say where they happened. */
    private static final Set<String> LOCATED = Set.of("States.Runtime", "States.ParameterPathFailure");

    private final AwsClock clock;
    private final Tasks tasks;
    private final Together together;

    Interpreter(AwsClock clock, ExecutorService threads, Tasks tasks) {
        this.clock = clock;
        this.tasks = tasks;
        this.together = new Together(threads);
    }

    /** @param next null at the end of the level */
    private record Step(JsonNode output, String next) {}

    /** The state that runs, with what was put into it. */
    private record Now(Frame frame, String name, JsonNode state, JsonNode raw, Instant entered) {
        String type() {
            return state.path("Type").asText();
        }

        Data data(int retries) {
            return new Data(raw, frame.context(name, entered, retries));
        }

        /** The input after {@code InputPath} and {@code Parameters}. */
        Data effective(int retries) {
            Data data = data(retries);
            Data input = data.of(data.through(state.path("InputPath")));
            return state.has("Parameters") ? input.of(input.fill(state.get("Parameters"))) : input;
        }

        Step leave(JsonNode output) {
            JsonNode last = data(0).of(output).through(state.path("OutputPath"));
            frame.exited(type(), name, last);
            return new Step(
                    last,
                    state.path("End").asBoolean() ? null : state.path("Next").asText(null));
        }

        Step leaveWith(JsonNode result) {
            return leave(data(0).with(state.path("ResultPath"), result));
        }
    }

    /** Runs a level from its beginning, or from where an earlier run failed. */
    JsonNode run(Frame frame, JsonNode level, JsonNode input) {
        Point point = frame.execution().points().get(frame.path());
        if (point instanceof Point.Finished finished) {
            return finished.output();
        }
        boolean resumed = point instanceof Point.At;
        Step step = point instanceof Point.At at
                ? new Step(at.input(), at.state())
                : new Step(input, level.path("StartAt").asText());
        while (step.next() != null) {
            frame.scope().check();
            frame.execution().points().put(frame.path(), new Point.At(step.next(), step.output()));
            JsonNode state = level.path("States").path(step.next());
            if (!resumed) {
                frame.entered(state.path("Type").asText(), step.next(), step.output());
            }
            step = located(new Now(frame, step.next(), state, step.output(), clock.now()));
            resumed = false;
        }
        frame.execution().points().put(frame.path(), new Point.Finished(step.output()));
        return step.output();
    }

    private Step located(Now now) {
        long entered = now.frame().last().get();
        try {
            return step(now);
        } catch (StateError error) {
            if (LOCATED.contains(error.error()) && !error.because().startsWith("An error occurred")) {
                throw new StateError(
                        error.error(),
                        "An error occurred while executing the state '" + now.name() + "' (entered at the event id #"
                                + entered + "). " + error.because());
            }
            throw error;
        }
    }

    private Step step(Now now) {
        return switch (now.type()) {
            case "Pass" ->
                now.leaveWith(
                        now.state().has("Result")
                                ? now.state().get("Result")
                                : now.effective(0).input());
            case "Task" -> recovering(now, effective -> tasks.run(now.frame(), now.state(), effective));
            case "Choice" -> choose(now);
            case "Wait" -> sleep(now);
            case "Parallel" -> recovering(now, effective -> parallel(now, effective));
            case "Map" -> recovering(now, effective -> map(now, effective));
            case "Succeed" -> now.leave(now.effective(0).input());
            case "Fail" -> throw failure(now);
            default -> throw StateError.runtime("There is no state of type " + now.type());
        };
    }

    private interface Work {
        JsonNode apply(Data effective);
    }

    private Step recovering(Now now, Work work) {
        Recovery recovery = new Recovery(now.state());
        while (true) {
            try {
                Data effective = effective(now, recovery.retries());
                JsonNode result = work.apply(effective);
                JsonNode selector = now.state().path("ResultSelector");
                return now.leaveWith(
                        selector.isMissingNode() ? result : effective.of(result).fill(selector));
            } catch (StateError error) {
                Optional<Duration> pause = recovery.retry(error);
                if (pause.isPresent() || recovery.catcher(error).isPresent()) {
                    forget(now);
                }
                if (pause.isPresent()) {
                    now.frame().scope().await(clock.real(pause.get()));
                    continue;
                }
                JsonNode catcher = recovery.catcher(error).orElseThrow(() -> error);
                JsonNode output = now.data(0).with(catcher.path("ResultPath"), Recovery.output(error));
                now.frame().exited(now.type(), now.name(), output);
                return new Step(output, catcher.path("Next").asText());
            }
        }
    }

    /** The {@code Parameters} of a Map are those of its iterations. */
    private static Data effective(Now now, int retries) {
        if (!now.type().equals("Map")) {
            return now.effective(retries);
        }
        Data data = now.data(retries);
        return data.of(data.through(now.state().path("InputPath")));
    }

    private static Step choose(Now now) {
        Data data = now.data(0).of(now.data(0).through(now.state().path("InputPath")));
        for (JsonNode choice : now.state().path("Choices")) {
            if (Choices.holds(choice, data)) {
                return new Step(
                        now.leave(data.input()).output(), choice.path("Next").asText());
            }
        }
        if (!now.state().has("Default")) {
            throw new StateError("States.NoChoiceMatched", "No choice rules matched");
        }
        return new Step(
                now.leave(data.input()).output(), now.state().path("Default").asText());
    }

    private Step sleep(Now now) {
        JsonNode state = now.state();
        Data data = now.effective(0);
        JsonNode seconds =
                state.has("SecondsPath") ? data.read(state.get("SecondsPath").asText()) : state.path("Seconds");
        if (seconds.isNumber()) {
            now.frame().scope().await(clock.real(Duration.ofSeconds(seconds.asLong())));
        } else {
            JsonNode timestamp = state.has("TimestampPath")
                    ? data.read(state.get("TimestampPath").asText())
                    : state.path("Timestamp");
            Instant until = Choices.time(timestamp)
                    .orElseThrow(() -> StateError.runtime("'" + timestamp.asText() + "' is no timestamp"));
            now.frame().scope().await(clock.real(Duration.between(clock.now(), until)));
        }
        return now.leave(data.input());
    }

    private static StateError failure(Now now) {
        JsonNode state = now.state();
        Data data = now.data(0);
        return new StateError(text(state, "Error", data), text(state, "Cause", data));
    }

    private static String text(JsonNode state, String field, Data data) {
        JsonNode path = state.path(field + "Path");
        if (path.isMissingNode()) {
            return state.path(field).asText(null);
        }
        String text = path.asText();
        return (text.startsWith("$") ? data.read(text) : new Intrinsics(data).evaluate(text)).asText();
    }

    private JsonNode parallel(Now now, Data effective) {
        Frame frame = now.frame();
        frame.event("ParallelStateStarted");
        List<Frame> frames = new ArrayList<>();
        List<Callable<JsonNode>> branches = new ArrayList<>();
        for (JsonNode branch : now.state().path("Branches")) {
            Frame inner = frame.inner(now.name() + "." + frames.size(), Optional.empty());
            frames.add(inner);
            branches.add(() -> run(inner, branch, effective.input()));
        }
        return together(now, "Parallel", frames, branches, 0);
    }

    private JsonNode map(Now now, Data input) {
        JsonNode state = now.state();
        Frame frame = now.frame();
        JsonNode items = input.read(state.path("ItemsPath").asText("$"));
        if (!items.isArray()) {
            throw StateError.runtime(
                    "Reference path \"" + state.path("ItemsPath").asText("$") + "\" must point to array.");
        }
        frame.event("MapStateStarted", AwsJson.object().put("length", items.size()));
        JsonNode processor = state.has("ItemProcessor") ? state.get("ItemProcessor") : state.path("Iterator");
        JsonNode selector = state.has("ItemSelector") ? state.get("ItemSelector") : state.path("Parameters");
        List<Frame> frames = new ArrayList<>();
        List<Callable<JsonNode>> iterations = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = AwsJson.object().put("Index", i).set("Value", items.get(i));
            Frame inner = frame.inner(now.name() + "." + i, Optional.of(item));
            Data its = new Data(input.input(), inner.context(now.name(), now.entered(), 0));
            JsonNode value = selector.isMissingNode() ? items.get(i) : its.fill(selector);
            frames.add(inner);
            iterations.add(() -> iteration(inner, now.name(), processor, value));
        }
        return together(
                now, "Map", frames, iterations, state.path("MaxConcurrency").asInt(0));
    }

    private JsonNode iteration(Frame frame, String name, JsonNode processor, JsonNode value) {
        int index = frame.item().orElseThrow().path("Index").asInt();
        if (frame.execution().points().get(frame.path()) instanceof Point.Finished finished) {
            return finished.output();
        }
        frame.event("MapIterationStarted", AwsJson.object().put("name", name).put("index", index));
        try {
            JsonNode output = run(frame, processor, value);
            frame.event(
                    "MapIterationSucceeded", AwsJson.object().put("name", name).put("index", index));
            return output;
        } catch (StateError error) {
            frame.event("MapIterationFailed", AwsJson.object().put("name", name).put("index", index));
            throw error;
        }
    }

    private JsonNode together(Now now, String type, List<Frame> frames, List<Callable<JsonNode>> work, int most) {
        try {
            JsonNode outputs = together.run(now.frame(), frames, work, most);
            now.frame().event(type + "StateSucceeded");
            forget(now);
            return outputs;
        } catch (StateError error) {
            now.frame().event(type + "StateFailed");
            throw error;
        }
    }

    /** What ran inside a state is not to be gone on with when it runs again. */
    private static void forget(Now now) {
        String inside = now.frame().path() + "/" + now.name() + ".";
        now.frame().execution().points().keySet().removeIf(path -> path.startsWith(inside));
    }
}
