package io.jenkins.plugins.codecraft.embedded;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Starts an {@link EmbeddedAws} alone: {@code --port N} (0 takes a free one), {@code --time-scale X} (real time per AWS
 * time), {@code --role NAME} (one that services of AWS and this account may assume; may be repeated), {@code --bucket
 * NAME} (may be repeated). Prints what to export and runs until it is told to end.
 */
public final class EmbeddedAwsMain {
    private static final String OPTIONS = "Options: --port, --time-scale, --role, --bucket";

    private EmbeddedAwsMain() {}

    /** Ends with 2 on a wrong argument. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        EmbeddedAws.Builder builder = EmbeddedAws.builder();
        List<String> buckets = new ArrayList<>();
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

    private static void option(EmbeddedAws.Builder builder, List<String> buckets, String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + ": a value must follow. " + OPTIONS);
        }
        switch (name) {
            case "--port" -> builder.port((int) number(name, value, 0, 65535));
            case "--time-scale" -> builder.timeScale(number(name, value, 1e-6, 1e6));
            case "--role" -> builder.role(value, "*");
            case "--bucket" -> buckets.add(value);
            default -> throw new IllegalArgumentException(name + ": no such option. " + OPTIONS);
        }
    }

    private static double number(String name, String value, double min, double max) {
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException text) {
            throw new IllegalArgumentException(name + " " + value + ": must be a number", text);
        }
        if (number < min || number > max) {
            throw new IllegalArgumentException(name + " " + value + ": must be from " + min + " to " + max);
        }
        return number;
    }
}
