package io.jenkins.plugins.codecraft.pipeline;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.codecraft.pipeline.Program.Scope;
import java.io.File;
import java.util.Map;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The objects of Jenkins that a step can ask its context for. */
final class StepContexts {
    private final PipelineRunner settings;
    private final PipelineBuild build;

    StepContexts(PipelineRunner settings) {
        this.settings = settings;
        this.build = new PipelineBuild(new PipelineJob(settings.jobName()), settings.environment());
    }

    PipelineBuild build() {
        return build;
    }

    void require(StepDescriptor descriptor, RunnerStepContext context) {
        for (Class<?> type : descriptor.getRequiredContext()) {
            if (context.get(type) == null) {
                throw new IllegalStateException(missing(type.getName()));
            }
        }
    }

    static String missing(String type) {
        return "Required context class " + type + " is missing. "
                + "Perhaps you forgot to surround the step with a step that provides this, such as: node";
    }

    /** The object of that type, or null where there is none: outside of {@code node} there are no files. */
    <T> T get(Class<T> type, CpsVm vm, RunnerStepContext context) {
        Scope scope = context.thread().scope;
        boolean onNode = scope != null && scope.workspace() != null;
        Object found = null;
        if (type == TaskListener.class) {
            found = vm.listener();
        } else if (type == EnvVars.class) {
            found = environment(vm.program(), scope);
        } else if (type == FilePath.class) {
            found = onNode ? new FilePath(new File(scope.workspace())) : null;
        } else if (type == Launcher.class) {
            found = onNode ? new NoLauncher(vm.listener()) : null;
        } else if (type == FlowNode.class) {
            found = new StepNode(context);
        } else if (type == Job.class) {
            found = build.getParent();
        } else if (Run.class.isAssignableFrom(type)) {
            found = build;
        }
        return type.isInstance(found) ? type.cast(found) : null;
    }

    /** The variables of the build, those that the script has set, and those of the bodies around, the inner ones last. */
    EnvVars environment(Program program, Scope scope) {
        EnvVars variables = new EnvVars(build.variables());
        variables.putAll(program.environment);
        overlay(variables, scope);
        return variables;
    }

    private static void overlay(EnvVars variables, Scope scope) {
        if (scope != null) {
            overlay(variables, scope.outer());
            for (Map.Entry<String, String> variable : scope.variables().entrySet()) {
                String name = variable.getKey();
                int plus = name.indexOf('+');
                if (plus > 0) {
                    variables.merge(
                            name.substring(0, plus),
                            variable.getValue(),
                            (old, front) -> front + File.pathSeparator + old);
                } else {
                    variables.put(name, variable.getValue());
                }
            }
        }
    }

    /** Where the step is in the graph of the run: its number, which it keeps over restarts. */
    private static final class StepNode extends FlowNode {
        private final String name;

        StepNode(RunnerStepContext context) {
            super(Integer.toString(context.id()));
            name = context.functionName();
        }

        @Override
        public String getDisplayName() {
            return name;
        }

        @Override
        public void save() {
            // The graph is not kept.
        }
    }

    /** Says that there is a node. Steps of this plugin start no processes there. */
    private static final class NoLauncher extends Launcher {
        NoLauncher(TaskListener listener) {
            super(listener, null);
        }
    }
}
