package io.jenkins.plugins.codecraft.pipeline;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Calendar;
import java.util.Map;
import java.util.TreeMap;

/** The build of a run: number 1 of its job. */
final class PipelineBuild extends Run<PipelineJob, PipelineBuild> {
    private final Map<String, String> variables;

    PipelineBuild(PipelineJob job, Map<String, String> environment) {
        super(job, Calendar.getInstance());
        number = 1;
        variables = new TreeMap<>(environment);
        variables.put("BUILD_NUMBER", getId());
        variables.put("BUILD_ID", getId());
        variables.put("JOB_NAME", job.getFullName());
        variables.put("BUILD_TAG", "jenkins-" + job.getFullName() + "-" + getId());
    }

    Map<String, String> variables() {
        return variables;
    }

    @Override
    public EnvVars getEnvironment(TaskListener listener) {
        return new EnvVars(variables);
    }

    @Override
    public boolean isBuilding() {
        return getResult() == null;
    }

    @Override
    public String getUrl() {
        return "job/" + project.getName() + "/" + number + "/";
    }

    @Override
    public synchronized void save() {
        // A build of a test is not kept.
    }
}
