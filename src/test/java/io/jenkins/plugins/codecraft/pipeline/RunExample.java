package io.jenkins.plugins.codecraft.pipeline;

import hudson.model.Result;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs an example's Jenkinsfile against an embedded AWS of its own, in a fresh copy of the example, and prints the
 * console of the run. Arguments: the folder of the example, and the folder to work in.
 */
public final class RunExample {
    /** Who may be passed to SageMaker, Lambda and Step Functions by the example. */
    static final String ROLE = "CodeCraftExample";

    static final String BUCKET = "codecraft-example";

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private RunExample() {}

    /** Ends with 0 if the run has succeeded, with 1 if not, with 2 if the arguments are wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 2) {
            System.err.println("Expected the folder of an example and the folder to work in");
            System.exit(2);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        EmbeddedAws aws = startAws();
        Runtime.getRuntime().addShutdownHook(new Thread(aws::close, "End of the embedded AWS"));
        int status = 1;
        try {
            status = run(Path.of(arguments[0]), Path.of(arguments[1]), aws, out) == Result.SUCCESS ? 0 : 1;
        } catch (IOException | RuntimeException | AssertionError broken) {
            broken.printStackTrace(out);
        }
        System.exit(status);
    }

    private static Result run(Path example, Path folder, EmbeddedAws aws, PrintStream out)
            throws IOException, InterruptedException {
        Path workspace = folder.resolve("workspace").toAbsolutePath();
        copy(example, workspace);
        return PipelineRunner.builder()
                .job(example.getFileName().toString())
                .workspace(workspace)
                .env(environment(aws))
                .listener(out::println)
                .script(Files.readString(workspace.resolve("Jenkinsfile")))
                .start()
                .await(LIMIT);
    }

    /** An AWS that has what an account needs for the example: a role for the services and a bucket. */
    static EmbeddedAws startAws() {
        EmbeddedAws aws = EmbeddedAws.builder()
                .role(ROLE, "sagemaker.amazonaws.com", "lambda.amazonaws.com", "states.amazonaws.com")
                .start();
        aws.objects().createBucket(BUCKET);
        return aws;
    }

    static Map<String, String> environment(EmbeddedAws aws) {
        Map<String, String> environment = new TreeMap<>(aws.environmentVariables());
        environment.put("SAGEMAKER_ROLE", "arn:aws:iam::" + aws.account() + ":role/" + ROLE);
        environment.put("SFN_ROLE", "arn:aws:iam::" + aws.account() + ":role/" + ROLE);
        environment.put("LAMBDA_ROLE", "arn:aws:iam::" + aws.account() + ":role/" + ROLE);
        environment.put("CODECRAFT_BUCKET", BUCKET);
        return environment;
    }

    /** Makes {@code to} a copy of {@code from}, whatever it held before. */
    static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(path, copy);
            }
        }
    }
}
