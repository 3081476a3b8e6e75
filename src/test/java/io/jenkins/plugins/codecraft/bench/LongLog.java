package io.jenkins.plugins.codecraft.bench;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SyntheticOutcome;
import io.jenkins.plugins.codecraft.operation.Console;
import io.jenkins.plugins.codecraft.operation.Host;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.Pace;
import io.jenkins.plugins.codecraft.operation.Runner;
import io.jenkins.plugins.codecraft.storage.Agent;
import io.jenkins.plugins.codecraft.train.WaitingTrainings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A training whose job wrote a long log, from the embedded AWS over HTTP and the SDK to a console in a file, at the
 * plugin's own pace; some of the lines are very long, some are noise. Prints what it took and ends with 0 if each line
 * came once and in order, else with 1. How much memory it may have is to be given by {@code -Xmx}; the embedded AWS,
 * which makes the lines as they are read, is in it. Argument: how many lines.
 */
public final class LongLog implements Host, Console {
    private static final String REGION = "eu-central-1";
    private static final String BUCKET = "models";
    private static final String IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/talkative:1";
    private static final String LONG_END = "x".repeat(250_000);
    private static final int BUILD = 1;

    private final AwsSessions sessions;
    private final SessionRequest request;
    private final PrintStream file;
    private final CompletableFuture<Map<String, Object>> end = new CompletableFuture<>();
    private int lines;
    private int wrong;
    private int saves;

    private LongLog(AwsSessions sessions, SessionRequest request, PrintStream file) {
        this.sessions = sessions;
        this.request = request;
        this.file = file;
    }

    public static void main(String[] arguments) throws IOException {
        int lines = Integer.parseInt(arguments[0]);
        Path console = Files.createTempFile("console", ".log");
        boolean right;
        try (EmbeddedAws aws = EmbeddedAws.builder()
                        .role("SageMakerRole", "sagemaker.amazonaws.com")
                        .start();
                PrintStream file = new PrintStream(
                        new BufferedOutputStream(Files.newOutputStream(console)), false, StandardCharsets.UTF_8)) {
            right = run(aws, file, lines);
        } finally {
            Files.delete(console);
        }
        System.exit(right ? 0 : 1);
    }

    private static boolean run(EmbeddedAws aws, PrintStream file, int lines) {
        WaitingTrainings trainings = new WaitingTrainings(REGION, BUCKET, IMAGE, "all");
        aws.objects().createBucket(BUCKET);
        aws.objects().put(BUCKET, "data/iris.csv", new byte[] {'1'});
        aws.service(SageMaker.class).images().synthetic(IMAGE, job -> SyntheticOutcome.completed());
        aws.logs()
                .generate(
                        REGION,
                        "/aws/sagemaker/TrainingJobs",
                        trainings.name(BUILD) + "/algo-1-1700000000",
                        lines,
                        LongLog::line);
        Pace pace = new Pace(InstantSource.system(), Pace.Limits.defaults(), () -> ThreadLocalRandom.current()
                .nextDouble());
        SessionRequest request = new SessionRequest(
                REGION,
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)),
                Optional.empty(),
                Optional.of(aws.endpoint()));
        Instant begin = Instant.now();
        try (AwsSessions sessions = new AwsSessions(pace::interceptor);
                Runner runner = new Runner(Runner.Settings.defaults().watchingEvery(Duration.ofSeconds(1)), pace)) {
            LongLog build = new LongLog(sessions, request, file);
            runner.start(trainings.creating(BUILD), build);
            build.end.join();
            return build.report(lines, Duration.between(begin, Instant.now()), aws);
        }
    }

    /** Each begins with its number. */
    private static String line(int number) {
        if (number % 100_000 == 50_000) {
            return number + " " + LONG_END;
        }
        return number % 1000 == 500
                ? number + " \u0000\u0001\u001b[31m\u0007\uFFFE\uD800"
                : number + " epoch=7 loss=0.3141592653589793 accuracy=0.9";
    }

    private boolean report(int wanted, Duration took, EmbeddedAws aws) {
        boolean right = lines == wanted && wrong == 0;
        new PrintStream(System.out, true, StandardCharsets.UTF_8)
                .printf(
                        Locale.ROOT,
                        "%,d of %,d lines, %,d out of order, in %.1f s; %,d GetLogEvents, %,d saves;"
                                + " heap of at most %,d MB, of which %,d MB were used%n",
                        lines,
                        wanted,
                        wrong,
                        took.toMillis() / 1000.0,
                        aws.journal().count("GetLogEvents"),
                        saves,
                        Runtime.getRuntime().maxMemory() >> 20,
                        mostHeap() >> 20);
        return right;
    }

    private static long mostHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    @Override
    public void event(String text) {
        file.println(text);
    }

    @Override
    public void line(String text) {
        if (!text.startsWith(lines + " ")) {
            wrong++;
        }
        lines++;
        file.println(text);
    }

    @Override
    public AwsSession connect() {
        return sessions.open(request);
    }

    @Override
    public void expired(AwsSession session) {
        sessions.forget(session);
    }

    @Override
    public Agent agent() throws IOException {
        throw new IOException("nothing is staged here");
    }

    @Override
    public Console console() {
        return this;
    }

    @Override
    public CompletionStage<Void> save(Operation operation, Optional<Throwable> stopped) {
        file.flush();
        Build.bytes(operation);
        saves++;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void succeeded(Map<String, Object> result) {
        end.complete(result);
    }

    @Override
    public void failed(Throwable cause) {
        end.completeExceptionally(cause);
    }
}
