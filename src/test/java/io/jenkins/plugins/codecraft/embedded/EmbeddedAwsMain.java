package io.jenkins.plugins.codecraft.embedded;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Starts an {@link EmbeddedAws} alone: {@code --port N} (0 takes a free one), {@code --time-scale X} (real time per AWS
 * time), {@code --role NAME} (one that services of AWS and this account may assume; may be repeated), {@code --bucket
 * NAME} (may be repeated). Prints what to export and runs until it is told to end.
 */
public final class EmbeddedAwsMain {
    private EmbeddedAwsMain() {}

    /** Ends with 2 on a wrong argument. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        EmbeddedAws.Builder builder = EmbeddedAws.builder();
        java.util.List<String> buckets = new java.util.ArrayList<>();
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                option(builder, buckets, arguments[i], value);
            }
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
        EmbeddedAws aws = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(aws::close, "embedded-aws-close"));
        buckets.forEach(aws.objects()::createBucket);
        aws.environmentVariables().forEach((name, value) -> out.println("export " + name + "=" + value));
        out.println("# The embedded AWS listens on " + aws.endpoint());
        new CountDownLatch(1).await();
    }

    private static void option(EmbeddedAws.Builder builder, java.util.List<String> buckets, String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": a value must follow. Options: --port, --time-scale, --role," + " --bucket");
        }
        switch (name) {
            case "--port" -> builder.port(Integer.parseInt(value));
            case "--time-scale" -> builder.timeScale(Double.parseDouble(value));
            case "--role" -> builder.role(value, "*");
            case "--bucket" -> buckets.add(value);
            default ->
                throw new IllegalArgumentException(
                        name + ": no such option. Options: --port, --time-scale, --role, --bucket");
        }
    }
}
