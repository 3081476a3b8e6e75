package io.jenkins.plugins.codecraft.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A job in Jenkins. */
record Job(JenkinsClient client, String name) {

    static final String FOLDER = "<com.cloudbees.hudson.plugins.folder.Folder plugin=\"cloudbees-folder\"/>";

    /** A Pipeline job whose script runs in the sandbox. */
    static String pipeline(String script) {
        return """
                <?xml version="1.1" encoding="UTF-8"?>
                <flow-definition plugin="workflow-job">
                  <definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition" plugin="workflow-cps">
                    <script>%s</script>
                    <sandbox>true</sandbox>
                  </definition>
                </flow-definition>
                """.formatted(escaped(script));
    }

    /** The same, but not saved at every step. */
    static String pipelineMadeForSpeed(String script) {
        return pipeline(script).replace("<definition ", """
                        <properties>
                            <org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty>
                              <hint>PERFORMANCE_OPTIMIZED</hint>
                            </org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty>
                          </properties>
                          <definition\s""");
    }

    static String freestyle(String builders) {
        return freestyle(builders, "");
    }

    static String freestyle(String builders, String publishers) {
        return """
                <?xml version="1.1" encoding="UTF-8"?>
                <project>
                  <builders>
                %s
                  </builders>
                  <publishers>
                %s
                  </publishers>
                </project>
                """.formatted(builders, publishers);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    String path() {
        return Stream.of(name.split("/"))
                .map(part ->
                        part.equals("job") ? part : JenkinsClient.encoded(part).replace("+", "%20"))
                .collect(Collectors.joining("/", "job/", "/"));
    }

    /** Has the next build run, and returns it once it has begun. */
    Build start() {
        Build build = schedule();
        build.awaitStart();
        return build;
    }

    /** Puts the next build into the queue. */
    Build schedule() {
        JsonNode job = client.json(path() + "api/json?tree=nextBuildNumber");
        client.post(path() + "build?delay=0sec", Map.of());
        return build(job.get("nextBuildNumber").asInt());
    }

    Build build(int number) {
        return new Build(this, number);
    }

    /** As Jenkins has saved it. */
    String configuration() {
        return client.get(path() + "config.xml");
    }
}
