package io.jenkins.plugins.codecraft.aws;

import io.jenkins.plugins.codecraft.aws.SessionRequest.AssumedRole;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Opens sessions and shares them: builds that come with the same identity use the same clients. Safe for use by many
 * threads. Sessions that were not asked for lately are forgotten; their clients hold no resources of their own.
 */
public final class AwsSessions implements AutoCloseable {
    private static final int MOST_KEPT = 256;
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private final HttpClients http;
    private final ScheduledThreadPoolExecutor timeouts;
    private final Function<Scope, ExecutionInterceptor> interceptor;
    private final Duration callTimeout;
    private final Map<Key, AwsSession> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, AwsSession> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** @param interceptor sees every call of a scope before it leaves and when it is answered */
    public AwsSessions(Function<Scope, ExecutionInterceptor> interceptor) {
        this(interceptor, CALL_TIMEOUT);
    }

    /** @param callTimeout how long one call of a control plane may take */
    public AwsSessions(Function<Scope, ExecutionInterceptor> interceptor, Duration callTimeout) {
        this(interceptor, callTimeout, ClientFactory.LONGEST_ANSWER);
    }

    /** @param longestAnswer how long somebody's code that is called may let its caller wait */
    AwsSessions(Function<Scope, ExecutionInterceptor> interceptor, Duration callTimeout, Duration longestAnswer) {
        this.interceptor = interceptor;
        this.callTimeout = callTimeout;
        this.timeouts = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "CodeCraft timeouts");
            thread.setDaemon(true);
            return thread;
        });
        timeouts.setRemoveOnCancelPolicy(true);
        this.http = HttpClients.open(timeouts, longestAnswer);
    }

    /**
     * The session for a request, with the account that {@code sts:GetCallerIdentity} names. Calls AWS when the
     * identity is new.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when AWS refuses the credentials or the role
     */
    public AwsSession open(SessionRequest request) {
        Key key = Key.of(request);
        synchronized (sessions) {
            AwsSession known = sessions.get(key);
            if (known != null) {
                return known;
            }
        }
        AwsSession opened = connect(request);
        synchronized (sessions) {
            AwsSession first = sessions.putIfAbsent(key, opened);
            return first == null ? opened : first;
        }
    }

    /** As {@link #open}, but asks AWS even if the identity is known. */
    public AwsSession renew(SessionRequest request) {
        AwsSession fresh = connect(request);
        synchronized (sessions) {
            sessions.put(Key.of(request), fresh);
        }
        return fresh;
    }

    /** Forgets what is known of a session, so that the next {@link #open} starts anew. */
    public void forget(AwsSession session) {
        synchronized (sessions) {
            sessions.values().removeIf(known -> known == session);
        }
    }

    private AwsSession connect(SessionRequest request) {
        ClientFactory factory = new ClientFactory(
                http, timeouts, request.region(), request.credentials(), request.endpoint(), List.of(), callTimeout);
        for (AssumedRole role : request.roles()) {
            factory = factory.with(assume(role, factory.sts()));
        }
        GetCallerIdentityResponse caller;
        try (StsClient sts = factory.sts()) {
            caller = sts.getCallerIdentity();
        }
        String endpoint = request.endpoint().map(Object::toString).orElse("");
        Scope scope = new Scope(caller.account(), request.region(), endpoint);
        return new AwsSession(scope, caller.arn(), factory.with(interceptor.apply(scope)));
    }

    private static AwsCredentialsProvider assume(AssumedRole role, StsClient sts) {
        AssumeRoleRequest assume = AssumeRoleRequest.builder()
                .roleArn(role.arn())
                .externalId(role.externalId().orElse(null))
                .roleSessionName(role.sessionName())
                .build();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(assume)
                .build();
    }

    @Override
    public void close() {
        http.close();
        timeouts.shutdownNow();
    }

    /** Sessions are the same when they sign alike; a renewed session token makes a new one. */
    private record Key(String region, List<AssumedRole> roles, String endpoint, String accessKeyId, int credentials) {

        static Key of(SessionRequest request) {
            var identity = request.credentials().resolveCredentials();
            return new Key(
                    request.region(),
                    request.roles(),
                    request.endpoint().map(Object::toString).orElse(""),
                    identity.accessKeyId(),
                    identity.hashCode());
        }
    }
}
