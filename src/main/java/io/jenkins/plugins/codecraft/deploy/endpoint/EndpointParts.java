package io.jenkins.plugins.codecraft.deploy.endpoint;

import io.jenkins.plugins.codecraft.operation.Mistakes;
import io.jenkins.plugins.codecraft.operation.SageMakerRules;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the parts of an endpoint that may be left out must be, and which of them go together. */
final class EndpointParts {
    private static final Set<String> CAPTURED =
            Set.of(CaptureSettings.INPUT, CaptureSettings.OUTPUT, CaptureSettings.BOTH);

    private EndpointParts() {}

    static void check(EndpointSettings settings, Mistakes mistakes) {
        if (settings.serverless() != null) {
            checkServerless(settings, mistakes);
        }
        if (settings.async() != null) {
            checkAsync(settings.async(), mistakes);
        }
        if (settings.capture() != null) {
            checkCapture(settings.capture(), mistakes);
        }
        if (settings.vpc() != null) {
            checkVpc(settings.vpc(), mistakes);
        }
        if (settings.scaling() != null) {
            checkScaling(settings.scaling(), settings.async() != null, mistakes);
        }
    }

    private static void checkServerless(EndpointSettings settings, Mistakes mistakes) {
        ServerlessSettings serverless = settings.serverless();
        mistakes.check("serverless.memory", serverless.memory(), memory(serverless.memory()));
        mistakes.check("serverless.maxConcurrency", serverless.maxConcurrency(), between(serverless.maxConcurrency()));
        if (serverless.provisionedConcurrency() != 0) {
            mistakes.check(
                    "serverless.provisionedConcurrency",
                    serverless.provisionedConcurrency(),
                    provisioned(serverless.provisionedConcurrency(), serverless.maxConcurrency()));
        }
        refuse("async", settings.async() != null, mistakes);
        refuse("dataCapture", settings.capture() != null, mistakes);
        refuse("vpc", settings.vpc() != null, mistakes);
        refuse("scaling", settings.scaling() != null, mistakes);
        refuse("variants", settings.variants().size() > 1, mistakes);
    }

    private static void refuse(String parameter, boolean given, Mistakes mistakes) {
        if (given) {
            mistakes.add(
                    parameter,
                    Words.of(EndpointParts.class, "serverless"),
                    Words.of(EndpointParts.class, "sagemakerNoSuch"));
        }
    }

    static Optional<String> memory(int memory) {
        return memory >= 1024 && memory <= 6144 && memory % 1024 == 0
                ? Optional.empty()
                : Optional.of(Words.of(EndpointParts.class, "giveMb"));
    }

    static Optional<String> between(int concurrency) {
        return concurrency >= 1 && concurrency <= 200
                ? Optional.empty()
                : Optional.of(Words.of(EndpointParts.class, "give"));
    }

    static Optional<String> provisioned(int provisioned, int most) {
        return provisioned >= 1 && provisioned <= most
                ? Optional.empty()
                : Optional.of(Words.of(EndpointParts.class, "giveLeastNo"));
    }

    private static void checkAsync(AsyncSettings async, Mistakes mistakes) {
        mistakes.check("async.output", async.output(), EndpointRules.folder(async.output()));
        mistakes.check("async.failures", async.failures(), optionalFolder(async.failures()));
        mistakes.check("async.successTopic", async.successTopic(), topic(async.successTopic()));
        mistakes.check("async.errorTopic", async.errorTopic(), topic(async.errorTopic()));
        mistakes.check("async.maxConcurrent", async.maxConcurrent(), concurrent(async.maxConcurrent()));
        mistakes.check("async.kmsKey", async.kmsKey(), SageMakerRules.kmsKey(async.kmsKey()));
    }

    static Optional<String> optionalFolder(String uri) {
        return uri.isEmpty() ? Optional.empty() : EndpointRules.folder(uri);
    }

    static Optional<String> topic(String arn) {
        return arn.isEmpty() || arn.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[a-zA-Z0-9_.-]+")
                ? Optional.empty()
                : Optional.of(Words.of(EndpointParts.class, "giveArnSns"));
    }

    static Optional<String> concurrent(int most) {
        return most >= 0 && most <= 1000
                ? Optional.empty()
                : Optional.of(Words.of(EndpointParts.class, "giveNothingLeave"));
    }

    private static void checkCapture(CaptureSettings capture, Mistakes mistakes) {
        mistakes.check("dataCapture.output", capture.output(), EndpointRules.folder(capture.output()));
        mistakes.check("dataCapture.percent", capture.percent(), percent(capture.percent()));
        mistakes.check("dataCapture.kmsKey", capture.kmsKey(), SageMakerRules.kmsKey(capture.kmsKey()));
        if (!CAPTURED.contains(capture.what())) {
            mistakes.add("dataCapture.what", capture.what(), Words.of(EndpointParts.class, "giveInputOutput"));
        }
    }

    static Optional<String> percent(int percent) {
        return percent >= 1 && percent <= 100 ? Optional.empty() : Optional.of(Words.of(EndpointParts.class, "give2"));
    }

    private static void checkVpc(VpcSettings vpc, Mistakes mistakes) {
        mistakes.check("vpc.subnets", String.join(",", vpc.subnets()), subnets(vpc.subnets()));
        mistakes.check("vpc.securityGroups", String.join(",", vpc.securityGroups()), groups(vpc.securityGroups()));
    }

    static Optional<String> subnets(List<String> subnets) {
        return !subnets.isEmpty() && subnets.size() <= 16 && subnets.stream().allMatch(id -> id.matches("subnet-\\w+"))
                ? Optional.empty()
                : Optional.of(Words.of(EndpointParts.class, "giveIdsSubnets"));
    }

    static Optional<String> groups(List<String> groups) {
        return !groups.isEmpty() && groups.size() <= 5 && groups.stream().allMatch(id -> id.matches("sg-\\w+"))
                ? Optional.empty()
                : Optional.of(Words.of(EndpointParts.class, "giveIdsSecurity"));
    }

    private static void checkScaling(ScalingSettings scaling, boolean async, Mistakes mistakes) {
        mistakes.check("scaling.min", scaling.min(), least(scaling.min(), async));
        mistakes.check("scaling.max", scaling.max(), most(scaling.max(), scaling.min()));
        mistakes.check("scaling.invocations", scaling.invocations(), invocations(scaling.invocations()));
        if (scaling.scaleInCooldown() < 0) {
            mistakes.add("scaling.scaleInCooldown", "", Words.of(EndpointParts.class, "giveTimeSuch"));
        }
        if (scaling.scaleOutCooldown() < 0) {
            mistakes.add("scaling.scaleOutCooldown", "", Words.of(EndpointParts.class, "giveTimeSuch"));
        }
    }

    /** SageMaker takes the last instance away from asynchronous endpoints only. */
    static Optional<String> least(int min, boolean async) {
        return min >= (async ? 0 : 1) ? Optional.empty() : Optional.of(Words.of(EndpointParts.class, "giveHowFew"));
    }

    static Optional<String> most(int max, int min) {
        return max >= Math.max(1, min) ? Optional.empty() : Optional.of(Words.of(EndpointParts.class, "giveHowMany"));
    }

    static Optional<String> invocations(double invocations) {
        return invocations > 0
                ? Optional.empty()
                : Optional.of(Words.of(EndpointParts.class, "giveHowManyInvocations"));
    }
}
