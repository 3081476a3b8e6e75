package io.jenkins.plugins.codecraft.pipeline;

import hudson.model.Describable;
import hudson.model.Descriptor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code describe target(...)}: a step of these tests that ends at once, with what it was given. */
public final class DescribeStep extends Step {
    private final Target target;

    @DataBoundSetter
    public boolean plan;

    @DataBoundConstructor
    public DescribeStep(Target target) {
        this.target = target;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, target + (plan ? " planned" : ""));
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String description;

        Execution(StepContext context, String description) {
            super(context);
            this.description = description;
        }

        @Override
        public boolean start() {
            getContext().onSuccess(description);
            return true;
        }
    }

    /** Registers the step. */
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String getFunctionName() {
            return "describe";
        }
    }

    /** What {@code describe} takes. */
    public abstract static class Target implements Describable<Target> {}

    /** A target with parameters of every type. */
    public static final class Endpoint extends Target {
        private final Map<String, Object> values = new TreeMap<>();

        @DataBoundConstructor
        public Endpoint(String name, int count) {
            if (count < 0) {
                throw new IllegalArgumentException("count is " + count + ", but must not be below 0");
            }
            values.put("name", name);
            values.put("count", count);
        }

        @DataBoundSetter
        public void setRatio(Double ratio) {
            values.put("ratio", ratio);
        }

        @DataBoundSetter
        public void setSize(long size) {
            values.put("size", size);
        }

        @DataBoundSetter
        public void setSpot(boolean spot) {
            values.put("spot", spot);
        }

        @DataBoundSetter
        public void setUnit(TimeUnit unit) {
            values.put("unit", unit);
        }

        @DataBoundSetter
        public void setSettings(Map<String, Object> settings) {
            values.put("settings", new TreeMap<>(settings));
        }

        @DataBoundSetter
        public void setAlarms(List<String> alarms) {
            values.put("alarms", alarms);
        }

        @DataBoundSetter
        public void setZones(String[] zones) {
            values.put("zones", Arrays.asList(zones));
        }

        @DataBoundSetter
        public void setMetrics(List<Metric> metrics) {
            values.put("metrics", metrics);
        }

        @Override
        public String toString() {
            return values.toString();
        }

        /** Registers the symbol. */
        @Symbol("endpoint")
        public static final class DescriptorImpl extends Descriptor<Target> {}
    }

    /** A thing of the same symbol as a target, as a deploy's and an invoke's endpoint are. */
    public static final class Metric implements Describable<Metric> {
        private final String name;
        private final Double min;

        @DataBoundConstructor
        public Metric(String name, Double min) {
            this.name = name;
            this.min = min;
        }

        @Override
        public String toString() {
            return name + ">=" + min;
        }

        /** Registers the symbols. */
        @Symbol({"metric", "endpoint"})
        public static final class DescriptorImpl extends Descriptor<Metric> {}
    }

    /** A target with one required parameter. */
    public static final class Named extends Target {
        private final String name;

        @DataBoundConstructor
        public Named(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return "named " + name;
        }

        /** Registers the symbol. */
        @Symbol("named")
        public static final class DescriptorImpl extends Descriptor<Target> {}
    }
}
