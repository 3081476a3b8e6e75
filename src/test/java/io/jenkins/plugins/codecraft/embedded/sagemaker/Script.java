package io.jenkins.plugins.codecraft.embedded.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What runs on one instance of a training job: a command, its variables, and what its end means. */
final class Script {
    private static final int REASON_LENGTH = 1024;

    private final TrainingFolder folder;
    private final Image image;
    private final TrainingVariables variables;
    private final OutputTail tail = new OutputTail();

    Script(TrainingFolder folder, Image image) {
        this.folder = folder;
        this.image = image;
        this.variables = TrainingVariables.of(folder);
    }

    TrainingFolder folder() {
        return folder;
    }

    OutputTail tail() {
        return tail;
    }

    /** Where the user's code lies in S3; empty if there is none to fetch. */
    String source() {
        String source = variables.setting("sagemaker_submit_directory");
        return isScriptMode() && source.startsWith("s3://") ? source : "";
    }

    private boolean isScriptMode() {
        return image instanceof Image.ScriptMode;
    }

    private boolean hasEntrypoint() {
        return folder.job().request().path("AlgorithmSpecification").has("ContainerEntrypoint");
    }

    List<String> command() throws TrainingFailure {
        if (hasEntrypoint()) {
            return containerCommand();
        }
        if (image instanceof Image.Command own) {
            List<String> command = new ArrayList<>(own.command());
            command.add("train");
            return command;
        }
        String program = variables.setting("sagemaker_program");
        if (program.isEmpty()) {
            throw new TrainingFailure("The hyperparameter sagemaker_program is missing: it names the script to run");
        }
        List<String> command = new ArrayList<>(
                program.endsWith(".py")
                        ? List.of("python3", program)
                        : List.of("/bin/sh", "-c", "exec ./\"$0\" \"$@\"", program));
        makeExecutable(program);
        command.addAll(variables.arguments());
        return command;
    }

    private void makeExecutable(String program) {
        Path file = folder.code().resolve(program);
        if (Files.exists(file) && !file.toFile().setExecutable(true)) {
            throw new UncheckedIOException(new IOException("cannot make " + program + " executable"));
        }
    }

    private List<String> containerCommand() {
        JsonNode algorithm = folder.job().request().get("AlgorithmSpecification");
        List<String> command = new ArrayList<>();
        algorithm.path("ContainerEntrypoint").forEach(word -> command.add(word.asText()));
        algorithm.path("ContainerArguments").forEach(word -> command.add(word.asText()));
        return command;
    }

    Map<String, String> variables() {
        return isScriptMode() && !hasEntrypoint() ? variables.script() : variables.container();
    }

    /** What the container says before the script does. */
    List<String> preamble() {
        List<String> lines = new ArrayList<>();
        if (isScriptMode() && !hasEntrypoint()) {
            if (Files.exists(folder.code().resolve("requirements.txt"))) {
                lines.add("requirements.txt is not installed here; the packages of this machine's Python are used");
            }
            lines.add("Invoking script with the following command:");
            lines.add(commandLine());
        }
        return lines;
    }

    private String commandLine() {
        List<String> words = new ArrayList<>(List.of("python3", variables.setting("sagemaker_program")));
        words.addAll(variables.arguments());
        return String.join(" ", words);
    }

    /** The failure reason after an exit code other than 0. */
    String failure(int code) {
        String message = isScriptMode() && !hasEntrypoint()
                ? "ExecuteUserScriptError:\nExitCode %d\nErrorMessage \"%s\"\nCommand \"%s\""
                        .formatted(code, tail.error(), commandLine())
                : ownFailure();
        return algorithmError(message, code);
    }

    /** The failure reason when the script could not even start. */
    String broken(Exception cause) {
        return algorithmError("Framework Error: \n" + cause.getMessage(), 1);
    }

    private static String algorithmError(String message, int code) {
        String end = ", exit code: " + code;
        String start = "AlgorithmError: " + message;
        int room = REASON_LENGTH - end.length();
        return (start.length() > room ? start.substring(0, room) : start) + end;
    }

    private String ownFailure() {
        Path file = folder.output().resolve("failure");
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException unreadable) {
            return "failure file cannot be read: " + unreadable.getMessage();
        }
    }
}
