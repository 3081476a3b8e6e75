package io.jenkins.plugins.codecraft.pipeline;

import hudson.model.Result;
import io.jenkins.plugins.codecraft.pipeline.Program.BranchThread;
import io.jenkins.plugins.codecraft.pipeline.Program.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The {@code timeout} step: stops the steps of its body when their time is over, however often the run was restored. */
final class Timeouts {
    private final CpsVm vm;

    Timeouts(CpsVm vm) {
        this.vm = vm;
    }

    int start(BranchThread thread, Map<String, Object> arguments) {
        Duration duration = duration(arguments);
        vm.console()
                .println("Timeout set to expire in "
                        + duration.toString().substring(2).toLowerCase(Locale.ROOT));
        Deadline deadline = new Deadline(vm.program().nextId(), Instant.now().plus(duration));
        thread.deadlines.add(deadline);
        arm(thread, deadline);
        return deadline.id();
    }

    private static Duration duration(Map<String, Object> arguments) {
        if (!(arguments.get("time") instanceof Number time) || time.longValue() <= 0) {
            throw new IllegalArgumentException("timeout needs a time above 0 but received " + arguments.get("time"));
        }
        Object unit = arguments.getOrDefault("unit", "MINUTES");
        return Duration.of(time.longValue(), TimeUnit.valueOf(unit.toString()).toChronoUnit());
    }

    void end(BranchThread thread, int id) {
        thread.deadlines.removeIf(deadline -> deadline.id() == id);
    }

    void rearm(BranchThread thread) {
        thread.deadlines.forEach(deadline -> arm(thread, deadline));
    }

    private void arm(BranchThread thread, Deadline deadline) {
        long millis =
                Math.max(0, Duration.between(Instant.now(), deadline.end()).toMillis());
        vm.executor().schedule(() -> vm.submit(() -> expire(thread, deadline)), millis, TimeUnit.MILLISECONDS);
    }

    private void expire(BranchThread thread, Deadline deadline) {
        if (thread.deadlines.contains(deadline)) {
            vm.console().println("Cancelling nested steps due to timeout");
            vm.interrupt(thread, new FlowInterruptedException(Result.ABORTED, false, new ExceededTimeout()));
        }
    }

    private static final class ExceededTimeout extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "Timeout has been exceeded";
        }
    }
}
