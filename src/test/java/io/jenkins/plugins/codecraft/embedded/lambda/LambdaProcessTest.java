package io.jenkins.plugins.codecraft.embedded.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Handlers that really run. */
class LambdaProcessTest {
    private static LambdaLab lab;

    @BeforeAll
    static void start() {
        lab = new LambdaLab();
    }

    @AfterAll
    static void stop() {
        lab.close();
        assertThat(lab.lambda().processes()).isEmpty();
    }

    private static String body(InvokeResponse answer) {
        return answer.payload().asUtf8String();
    }

    @Test
    void a_python_handler_gets_event_context_and_environment() {
        lab.python("python", """
                import os
                print('loaded')
                calls = []
                def handler(event, context):
                    calls.append(1)
                    print('got', event['x'])
                    return [event['x'] * 2, os.environ['MODE'], context.function_name, context.function_version,
                            context.get_remaining_time_in_millis() > 10000, len(calls)]
                """, request -> request.timeout(20)
                .environment(env -> env.variables(Map.of("MODE", "fast"))));

        assertThat(body(lab.invoke("python", "{\"x\": 21}")))
                .isEqualTo("[42, \"fast\", \"python\", \"$LATEST\", true, 1]");
        InvokeResponse second = lab.invoke("python", "{\"x\": 1}");
        assertThat(body(second)).as("the process stays warm").endsWith(", 2]");
        String tail = new String(Base64.getDecoder().decode(second.logResult()), StandardCharsets.UTF_8);
        assertThat(tail.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("START RequestId: ").endsWith("Version: $LATEST"),
                        line -> assertThat(line).isEqualTo("got 1"),
                        line -> assertThat(line).startsWith("END RequestId: "),
                        line -> assertThat(line)
                                .startsWith("REPORT RequestId: ")
                                .contains("Memory Size: 128 MB"));
        assertThat(lab.log("python")).contains("got 21", "got 1");
    }

    @Test
    void an_exception_is_the_functions_error_and_the_process_lives_on() {
        lab.python("raising", """
                def handler(event, context):
                    raise ValueError('no sample')
                """, request -> {});

        InvokeResponse answer = lab.invoke("raising", "{}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(body(answer))
                .contains("\"errorMessage\": \"no sample\"", "\"errorType\": \"ValueError\"", "app.py", "in handler");
        assertThat(lab.log("raising")).contains("[ERROR] ValueError: no sample");
    }

    @Test
    void a_module_that_is_missing_is_said_by_the_runtime() {
        lab.python("missing", "", request -> request.handler("other.handler"));
        lab.python("nameless", "", request -> request.handler("app.handle"));

        assertThat(body(lab.invoke("missing", "{}")))
                .contains("Unable to import module 'other': No module named 'other'", "Runtime.ImportModuleError");
        assertThat(body(lab.invoke("nameless", "{}")))
                .contains("Handler 'handle' missing on module 'app'", "Runtime.HandlerNotFound");
    }

    @Test
    void who_takes_too_long_is_killed() {
        lab.python("slow", """
                import threading
                def handler(event, context):
                    threading.Event().wait()
                """, request -> request.timeout(1));

        assertThat(body(lab.invoke("slow", "{}"))).contains("Sandbox.Timedout", "Task timed out after 1.00 seconds");
    }

    @Test
    void a_process_that_ends_is_an_error() {
        lab.python("ending", """
                import os
                def handler(event, context):
                    os._exit(3)
                """, request -> {});

        assertThat(body(lab.invoke("ending", "{}")))
                .contains("Runtime.ExitError", "Runtime exited with error: exit status 3");
    }

    @Test
    void node_handlers_run_as_well() {
        lab.create("node", request -> request.runtime("nodejs20.x")
                .handler("index.handler")
                .code(code -> code.zipFile(LambdaLab.zip("index.mjs", """
                export const handler = async (event) => {
                  console.log("got", event.x);
                  if (event.x === 0) throw new TypeError("zero");
                  return { twice: event.x * 2 };
                };
                """))));
        lab.awaitSettled("node");

        assertThat(body(lab.invoke("node", "{\"x\": 4}"))).isEqualTo("{\"twice\":8}");
        assertThat(body(lab.invoke("node", "{\"x\": 0}")))
                .startsWith("{\"errorType\":\"TypeError\",\"errorMessage\":\"zero\",\"trace\":[\"TypeError: zero\"");
        assertThat(lab.log("node")).contains("got 4");
    }

    @Test
    void each_version_runs_its_own_code() {
        lab.python("versions", "def handler(event, context): return 'a'", request -> request.publish(true));
        lab.publish("versions", "def handler(event, context): return context.function_version");

        assertThat(body(lab.invoke("versions:1", "{}"))).isEqualTo("\"a\"");
        assertThat(body(lab.invoke("versions:2", "{}"))).isEqualTo("\"2\"");
    }
}
