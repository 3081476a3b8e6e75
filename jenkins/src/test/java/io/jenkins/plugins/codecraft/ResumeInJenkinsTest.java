package io.jenkins.plugins.codecraft;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A step that waits for AWS to come back while Jenkins restarts. */
class ResumeInJenkinsTest {
    private static final String IDENTITY = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
            <Arn>arn:aws:iam::123456789012:user/ci</Arn><UserId>AIDA</UserId><Account>123456789012</Account>\
            </GetCallerIdentityResult></GetCallerIdentityResponse>""";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final AtomicBoolean available = new AtomicBoolean();
    private HttpServer aws;

    @BeforeEach
    void start() throws IOException {
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", this::answer);
        aws.start();
    }

    @AfterEach
    void stop() {
        aws.stop(0);
    }

    @Test
    void a_step_goes_on_after_a_restart() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "ask");
            job.setDefinition(new CpsFlowDefinition("""
                    withEnv(['AWS_REGION=us-east-1', 'AWS_ACCESS_KEY_ID=AKIDEXAMPLE', 'AWS_SECRET_ACCESS_KEY=none',
                             'AWS_ENDPOINT_URL=http://127.0.0.1:%d']) {
                      def answer = codecraftInvoke sagemakerEndpoint(name: 'iris', payload: '1', contentType: 'text/csv')
                      echo "predicted ${answer.body}"
                    }
                    """.formatted(aws.getAddress().getPort()), true));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("ServiceUnavailable", build);
        });
        available.set(true);
        sessions.then(jenkins -> {
            WorkflowRun build =
                    jenkins.jenkins.getItemByFullName("ask", WorkflowJob.class).getLastBuild();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("predicted setosa", build);
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean invocation = exchange.getRequestURI().getPath().endsWith("/invocations");
        exchange.getRequestBody().readAllBytes();
        if (!invocation) {
            send(exchange, 200, "text/xml", IDENTITY);
        } else if (available.get()) {
            send(exchange, 200, "text/plain", "setosa");
        } else {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", "ServiceUnavailable");
            send(exchange, 503, "application/json", "{\"message\": \"not now\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
