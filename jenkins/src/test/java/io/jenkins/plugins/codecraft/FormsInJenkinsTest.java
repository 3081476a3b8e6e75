package io.jenkins.plugins.codecraft;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.codecraft.invoke.InvokeBuilder;
import io.jenkins.plugins.codecraft.invoke.InvokeStep;
import io.jenkins.plugins.codecraft.invoke.endpoint.SageMakerEndpoint;
import io.jenkins.plugins.codecraft.jenkins.AwsAccess;
import io.jenkins.plugins.codecraft.train.Channel;
import io.jenkins.plugins.codecraft.train.Metric;
import io.jenkins.plugins.codecraft.train.TrainBuilder;
import io.jenkins.plugins.codecraft.train.TrainStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class FormsInJenkinsTest {

    @Test
    void the_form_of_a_training_loses_nothing(JenkinsRule jenkins) throws Exception {
        TrainStep step = training();

        TrainStep saved = new StepConfigTester(jenkins).configRoundTrip(step);

        jenkins.assertEqualDataBoundBeans(step, saved);
    }

    @Test
    void the_form_of_an_invocation_loses_nothing(JenkinsRule jenkins) throws Exception {
        InvokeStep step = invocation();

        InvokeStep saved = new StepConfigTester(jenkins).configRoundTrip(step);

        jenkins.assertEqualDataBoundBeans(step, saved);
    }

    @Test
    void the_forms_of_build_steps_lose_nothing(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        TrainBuilder train = new TrainBuilder(training());
        InvokeBuilder invoke = new InvokeBuilder(invocation());
        project.getBuildersList().replaceBy(List.of(train, invoke));

        FreeStyleProject saved = jenkins.configRoundtrip(project);

        jenkins.assertEqualDataBoundBeans(train, saved.getBuildersList().get(TrainBuilder.class));
        jenkins.assertEqualDataBoundBeans(invoke, saved.getBuildersList().get(InvokeBuilder.class));
    }

    @Test
    void the_snippet_generator_writes_what_a_pipeline_takes(JenkinsRule jenkins) throws Exception {
        InvokeStep step = invocation();

        new SnippetizerTester(jenkins)
                .assertRoundTrip(
                        step,
                        "codecraftInvoke aws: awsAccess(region: 'eu-central-1'), target: sagemakerEndpoint("
                                + "contentType: 'text/csv', name: 'iris', payload: '5.1,3.5,1.4,0.2')");
    }

    private static TrainStep training() {
        TrainStep step = new TrainStep("iris");
        step.setRole("arn:aws:iam::123456789012:role/sagemaker");
        step.setBucket("my-models");
        step.setImage("683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3");
        step.setSource("train");
        step.setEntryPoint("train.py");
        step.setInstanceType("ml.m5.large");
        step.setMaxRuntime("1h");
        step.setSpot(true);
        step.setChannels(List.of(new Channel("train", "data/")));
        Map<String, Object> hyperparameters = new LinkedHashMap<>();
        hyperparameters.put("learning_rate", 0.1);
        hyperparameters.put("note", "a=b\n$c");
        step.setHyperparameters(hyperparameters);
        step.setMetrics(List.of(new Metric("validation:accuracy", "accuracy=([0-9.]+)")));
        return step;
    }

    private static InvokeStep invocation() {
        SageMakerEndpoint target = new SageMakerEndpoint("iris");
        target.setPayload("5.1,3.5,1.4,0.2");
        target.setContentType("text/csv");
        InvokeStep step = new InvokeStep(target);
        AwsAccess access = new AwsAccess();
        access.setRegion("eu-central-1");
        step.setAws(access);
        return step;
    }
}
