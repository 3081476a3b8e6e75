package io.jenkins.plugins.codecraft.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.xml.DomDriver;
import com.thoughtworks.xstream.security.AnyTypePermission;
import io.jenkins.plugins.codecraft.deploy.DeployStep;
import io.jenkins.plugins.codecraft.deploy.apigateway.ApiGateway;
import io.jenkins.plugins.codecraft.deploy.endpoint.SageMakerEndpoint;
import io.jenkins.plugins.codecraft.invoke.InvokePublisher;
import io.jenkins.plugins.codecraft.invoke.InvokeStep;
import io.jenkins.plugins.codecraft.invoke.pipeline.SageMakerPipeline;
import io.jenkins.plugins.codecraft.invoke.transform.BatchTransform;
import io.jenkins.plugins.codecraft.report.BuildReport;
import io.jenkins.plugins.codecraft.train.TrainStep;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What earlier versions saved in {@code config.xml} and {@code build.xml}, read as Jenkins reads it. */
class OldDataTest {
    private final XStream xml = new XStream();

    OldDataTest() {
        xml.addPermission(AnyTypePermission.ANY);
    }

    @Test
    void numbers_that_were_saved_as_such_are_read_as_they_were_written() {
        List<Object> actions = saved("steps-0.1.xml");

        TrainStep train = (TrainStep) ((OperationBuilder<?>) actions.get(0)).getStep();
        assertThat(train.getMetrics().get(0).getMin()).isEqualTo(0.9);
        assertThat(train.getInstanceCount()).isEqualTo(1);
        SageMakerEndpoint endpoint = (SageMakerEndpoint) target(actions.get(1));
        assertThat(endpoint.getVariants().get(0).getWeight()).isEqualTo(0.5);
        assertThat(endpoint.getScaling().getInvocations()).isEqualTo(100.0);
        ApiGateway api = (ApiGateway) target(actions.get(2));
        assertThat(api.getThrottling().getRateLimit()).isEqualTo(50.0);
        assertThat(api.getThrottling().getBurstLimit()).isEqualTo(100);
        InvokeStep transform = (InvokeStep) ((OperationBuilder<?>) actions.get(3)).getStep();
        assertThat(((BatchTransform) transform.getTarget()).getMaxPayload()).isEqualTo(6);
    }

    @Test
    void what_was_not_there_yet_gets_its_default() {
        List<Object> actions = saved("steps-0.1.xml");
        InvokePublisher publisher = (InvokePublisher) actions.get(4);

        assertThat(publisher.getRunIf()).isEqualTo("success");
        assertThat(publisher.getStep().isBuildDescription()).isFalse();
        assertThat(((SageMakerPipeline) publisher.getStep().getTarget()).getMaxParallelSteps())
                .isEqualTo(3);
    }

    @Test
    void a_report_of_a_build_is_read_without_what_was_not_kept_yet() {
        BuildReport report = (BuildReport) xml.fromXML(file("report-0.1.xml"));

        assertThat(xml.toXML(report)).contains("<chosen>false</chosen>", "1767268860000=0.95");
    }

    private static Object target(Object builder) {
        return ((DeployStep) ((OperationBuilder<?>) builder).getStep()).getTarget();
    }

    /** The builders and publishers of a job's {@code config.xml}, in their order. */
    private List<Object> saved(String name) {
        List<Object> actions = new ArrayList<>();
        HierarchicalStreamReader reader = new DomDriver().createReader(file(name));
        while (reader.hasMoreChildren()) {
            reader.moveDown();
            while (reader.hasMoreChildren()) {
                reader.moveDown();
                actions.add(xml.unmarshal(reader));
                reader.moveUp();
            }
            reader.moveUp();
        }
        return actions;
    }

    private static InputStream file(String name) {
        return OldDataTest.class.getResourceAsStream(name);
    }
}
