package io.jenkins.plugins.codecraft.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import io.jenkins.plugins.codecraft.aws.AwsSessions;
import io.jenkins.plugins.codecraft.operation.Pace;
import io.jenkins.plugins.codecraft.operation.Runner;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** What all builds share: one runner, one pace, one set of AWS sessions. */
@Extension
public final class Engine {
    private final Runner runner;
    private final AwsSessions sessions;

    public Engine() {
        Pace pace = new Pace(InstantSource.system(), Pace.Limits.defaults(), () -> ThreadLocalRandom.current()
                .nextDouble());
        this.sessions = new AwsSessions(pace::interceptor);
        this.runner = new Runner(Engine::settings, pace);
    }

    private static Runner.Settings settings() {
        Runner.Settings usual = Runner.Settings.defaults();
        return CodeCraftConfiguration.get()
                .watchEvery()
                .map(usual::watchingEvery)
                .orElse(usual);
    }

    static Engine get() {
        return ExtensionList.lookupSingleton(Engine.class);
    }

    Runner runner() {
        return runner;
    }

    AwsSessions sessions() {
        return sessions;
    }

    /** Jenkins goes down: nothing new is begun, what runs in AWS runs on, and builds go on from what they saved. */
    @Terminator
    public static void stop() {
        Engine engine = get();
        engine.runner.close();
        engine.sessions.close();
    }
}
