package io.jenkins.plugins.codecraft.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** What becomes of calls whose answer takes long, or never comes. */
@Timeout(60)
class LongAnswersTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.countDown();
            try {
                released.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            byte[] answer = "\"late\"".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
        timer.shutdownNow();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private ClientFactory factory(HttpClients http, URI endpoint, Duration callTimeout) {
        return new ClientFactory(
                http,
                timer,
                "us-east-1",
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret")),
                Optional.of(endpoint),
                java.util.List.of(),
                callTimeout);
    }

    private static InvokeResponse invoke(ClientFactory factory) {
        return factory.lambdaInvocations()
                .invoke(request -> request.functionName("slow").payload(SdkBytes.fromUtf8String("{}")));
    }

    @Test
    void a_connection_may_be_silent_for_longer_than_any_function_runs() {
        assertThat(ClientFactory.LONGEST_ANSWER).isGreaterThan(Duration.ofMinutes(15));
    }

    @Test
    void an_invocation_waits_for_longer_than_a_call_of_the_control_plane() throws Exception {
        try (HttpClients http = HttpClients.open(timer, LONG)) {
            ClientFactory factory = factory(http, endpoint(), SHORT);
            CompletableFuture<InvokeResponse> answer = CompletableFuture.supplyAsync(() -> invoke(factory), threads);
            assertThat(asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> factory.lambda().getFunction(request -> request.functionName("slow")))
                    .isInstanceOf(SdkClientException.class)
                    .isNotInstanceOf(AnswerLost.class);
            assertThat(answer).isNotDone();
            released.countDown();
            assertThat(answer.get(LONG.toSeconds(), TimeUnit.SECONDS).payload().asUtf8String())
                    .isEqualTo("\"late\"");
        }
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_lost_and_not_to_be_asked_for_again() {
        try (HttpClients http = HttpClients.open(timer, SHORT)) {
            Throwable lost = catchThrowable(() -> invoke(factory(http, endpoint(), LONG)));
            assertThat(lost)
                    .isInstanceOf(AnswerLost.class)
                    .hasMessageStartingWith("The answer to Invoke was lost: SocketTimeoutException: Read timed out")
                    .hasMessageContaining("It may have taken effect");
            assertThat(AwsErrors.isPassing(lost)).isFalse();
        }
    }

    @Test
    void what_could_not_be_sent_may_be_tried_again() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        try (HttpClients http = HttpClients.open(timer, LONG)) {
            URI nobody = URI.create("http://127.0.0.1:" + closed);
            Throwable refused = catchThrowable(() -> invoke(factory(http, nobody, LONG)));
            assertThat(refused).isNotInstanceOf(AnswerLost.class);
            assertThat(AwsErrors.isPassing(refused)).isTrue();
            Throwable unknown =
                    catchThrowable(() -> invoke(factory(http, URI.create("http://nobody.codecraft.invalid"), LONG)));
            assertThat(unknown).isNotInstanceOf(AnswerLost.class);
            assertThat(AwsErrors.isPassing(unknown)).isTrue();
        }
    }

    @Test
    void an_api_is_asked_again_only_for_what_may_be_asked_twice() {
        try (HttpClients http = HttpClients.open(timer, SHORT)) {
            assertThat(catchThrowable(() -> send(http.patient(), "POST"))).isInstanceOf(AnswerLost.class);
            Throwable read = catchThrowable(() -> send(http.patient(), "GET"));
            assertThat(read).isNotInstanceOf(AnswerLost.class);
            assertThat(AwsErrors.isPassing(read)).isTrue();
        }
    }

    private ExecuteApi.Response send(SdkHttpClient http, String method) {
        ExecuteApi api =
                new ExecuteApi(http, AnonymousCredentialsProvider.create(), "us-east-1", Optional.of(endpoint()));
        URI uri = URI.create(api.url("abcdef1234", "prod") + "/predict");
        return api.send(new ExecuteApi.Request(uri, method, Map.of(), new byte[0], false));
    }

    @Test
    void a_thread_that_is_interrupted_waits_no_longer() throws Exception {
        try (HttpClients http = HttpClients.open(timer, LONG)) {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread waiting =
                    new Thread(() -> end.complete(catchThrowable(() -> invoke(factory(http, endpoint(), LONG)))));
            waiting.start();
            assertThat(asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            waiting.interrupt();
            await().atMost(Duration.ofSeconds(10)).until(end::isDone);
            assertThat(end.join()).isNotNull();
        }
    }
}
