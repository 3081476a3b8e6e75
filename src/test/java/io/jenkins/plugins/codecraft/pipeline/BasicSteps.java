package io.jenkins.plugins.codecraft.pipeline;

import hudson.AbortException;
import io.jenkins.plugins.codecraft.pipeline.Program.Scope;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The small steps of Jenkins that end at once. */
public final class BasicSteps implements Serializable {
    private static final long serialVersionUID = 1L;

    static final String[] NAMES = {"echo", "error", "writeFile", "readFile"};

    private final CpsVm vm;

    BasicSteps(CpsVm vm) {
        this.vm = vm;
    }

    public void echo(Object message) {
        vm.console().mark("echo");
        vm.console().println(String.valueOf(message));
    }

    public void error(Object message) throws AbortException {
        vm.console().mark("error");
        throw new AbortException(String.valueOf(message));
    }

    public void writeFile(Map<String, Object> arguments) throws IOException {
        vm.console().mark("writeFile");
        check("writeFile", arguments, Set.of("file", "text", "encoding"));
        Path file = resolve(arguments.get("file"));
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.valueOf(arguments.get("text")), charset(arguments));
    }

    public String readFile(Map<String, Object> arguments) throws IOException {
        vm.console().mark("readFile");
        check("readFile", arguments, Set.of("file", "encoding"));
        return Files.readString(resolve(arguments.get("file")), charset(arguments));
    }

    public String readFile(String file) throws IOException {
        return readFile(Map.of("file", file));
    }

    private static Charset charset(Map<String, Object> arguments) {
        return Charset.forName(String.valueOf(arguments.getOrDefault("encoding", "UTF-8")));
    }

    private static void check(String step, Map<String, Object> arguments, Set<String> known) {
        Set<String> unknown = new TreeSet<>(arguments.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "Unknown parameter(s) of " + step + ": " + unknown + ". Known are " + new TreeSet<>(known));
        }
    }

    private Path resolve(Object file) {
        Scope scope = vm.current().scope;
        if (scope == null || scope.workspace() == null) {
            throw new IllegalStateException(StepContexts.missing("hudson.FilePath"));
        }
        return Path.of(scope.workspace()).resolve(String.valueOf(file));
    }
}
