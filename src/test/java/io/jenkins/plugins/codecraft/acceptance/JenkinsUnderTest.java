package io.jenkins.plugins.codecraft.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.apigateway.RestApis;
import io.jenkins.plugins.codecraft.embedded.sagemaker.SageMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Jenkins for the tests of one class, with an AWS of its own beside it. At the end it looks at what is true of every
 * Jenkins that ran the plugin: nothing of the plugin's is complained of in the log, and no secret is in the home.
 */
final class JenkinsUnderTest implements BeforeAllCallback, AfterAllCallback {
    private static final Duration TO_START = Duration.ofMinutes(5);
    private static final String JVM =
            "-Xmx1g -Djenkins.install.runSetupWizard=false -Dhudson.model.UpdateCenter.never=true"
                    + " -Dhudson.model.DownloadService.never=true -Dhudson.model.UsageStatistics.disabled=true";

    private int executors = 4;
    private double timeScale = 1.0 / 60;
    private Given given;
    private EmbeddedAws aws;
    private JenkinsHome home;
    private JenkinsProcess process;
    private JenkinsClient client;

    JenkinsUnderTest executors(int number) {
        executors = number;
        return this;
    }

    /** Real time per AWS time; 1/60 by default. */
    JenkinsUnderTest timeScale(double scale) {
        timeScale = scale;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        String name = context.getRequiredTestClass().getSimpleName();
        given = Given.fromSystemProperties();
        Path work = given.work().resolve(name);
        JenkinsHome.delete(work);
        Files.createDirectories(work);
        aws = EmbeddedAws.builder()
                .timeScale(timeScale)
                .role(Configuration.ROLE, "sagemaker.amazonaws.com", "lambda.amazonaws.com", "states.amazonaws.com")
                .start();
        configuration().prepareAws();
        home = JenkinsHome.fresh(work.resolve("home"), given);
        Path log = work.resolve("jenkins.log");
        int port = freePort();
        String command = given.start()
                .replace("{port}", Integer.toString(port))
                .replace("{home}", home.path().toString());
        client = new JenkinsClient(URI.create("http://127.0.0.1:" + port + "/"), JenkinsHome.USER, JenkinsHome.TOKEN);
        process = new JenkinsProcess(command, home.path(), log, environment(work));
        start();
        if (!hasConfigurationAsCode()) {
            client.script(configuration().asScript());
        }
    }

    /** Outside the home, which must not hold the secret that is in the YAML. */
    private Map<String, String> environment(Path work) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_TOOL_OPTIONS", JVM);
        if (hasConfigurationAsCode()) {
            Path yaml = work.resolve("jenkins.yaml");
            Files.writeString(yaml, configuration().asCode());
            environment.put("CASC_JENKINS_CONFIG", yaml.toString());
        }
        return environment;
    }

    private boolean hasConfigurationAsCode() {
        return given.hasPlugin("configuration-as-code");
    }

    Configuration configuration() {
        return new Configuration(aws, executors);
    }

    /** Starts Jenkins and waits until it serves. */
    void start() {
        process.start();
        awaitServing();
    }

    void awaitServing() {
        try {
            await().atMost(TO_START).pollInterval(Duration.ofMillis(250)).until(() -> {
                assertThat(process.runs()).as("Jenkins ended\n" + process.log()).isTrue();
                return client.status("whoAmI/api/json") == 200; // loads no build, as the front page does
            });
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("Jenkins does not serve after " + TO_START + "\n" + process.log(), late);
        }
    }

    JenkinsProcess process() {
        return process;
    }

    /** Where the home and what was seen are kept. */
    Path work() {
        return home.path().getParent();
    }

    JenkinsClient client() {
        return client;
    }

    JenkinsHome home() {
        return home;
    }

    EmbeddedAws aws() {
        return aws;
    }

    SageMaker sageMaker() {
        return aws.service(SageMaker.class);
    }

    /** Creates a job. */
    Job job(String name, String configuration) {
        client.postXml("createItem?name=" + JenkinsClient.encoded(name), configuration);
        return new Job(client, name);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (process != null) {
            process.terminate();
        }
        Set<String> secrets = new HashSet<>();
        if (aws != null) {
            aws.iam().secrets().forEach(secrets::add);
            secrets.addAll(aws.service(RestApis.class).keyValues());
            aws.close();
        }
        if (client == null) {
            return;
        }
        assertThat(new JenkinsLog(process.log()).complaintsAbout("codecraft"))
                .as("what Jenkins' log complains of")
                .isEmpty();
        assertThat(home.filesWithAny(secrets))
                .as("files of JENKINS_HOME that hold a secret key, a session token or the value of an API key")
                .isEmpty();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
