package io.jenkins.plugins.codecraft.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

class SessionThreadsTest {
    private static final int SESSIONS = 10;

    /** Ours and the SDK's, not those of the embedded AWS. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(CodeCraft |sdk-|idle-connection-reaper).*"))
                .collect(Collectors.toSet());
    }

    @Test
    void however_many_sessions_there_are_they_have_a_handful_of_threads() {
        AwsCredentialsProvider user = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY));
        try (EmbeddedAws aws = EmbeddedAws.start();
                AwsSessions sessions = new AwsSessions(scope -> new ExecutionInterceptor() {})) {
            Set<Thread> before = threads();
            for (int i = 0; i < SESSIONS; i++) {
                AwsSession session =
                        sessions.open(new SessionRequest("region-" + i, user, List.of(), Optional.of(aws.endpoint())));
                for (int call = 0; call < 6; call++) {
                    session.sageMaker().listModels(request -> {});
                    session.s3().listBuckets();
                }
            }
            Set<Thread> more = threads();
            more.removeAll(before);
            assertThat(more).hasSizeLessThanOrEqualTo(3);
        }
    }
}
