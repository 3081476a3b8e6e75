package io.jenkins.plugins.codecraft.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An AWS on the loopback: all services on one port, in any region, for one account. S3 is path-style.
 *
 * <pre>{@code
 * try (EmbeddedAws aws = EmbeddedAws.builder().role("SageMakerRole", "sagemaker.amazonaws.com").start()) {
 *     SageMakerClient.builder().endpointOverride(aws.endpoint()).region(Region.EU_WEST_1)...
 * }
 * }</pre>
 */
public final class EmbeddedAws implements AutoCloseable {
    /** The key pair that is there if the builder is given none. */
    public static final String ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE";

    public static final String SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final Path scratch;
    private final boolean ownScratch;
    private final AwsEnvironment environment;
    private final Journal journal;
    private final Faults faults;
    private final List<AwsService> services = new ArrayList<>();
    private final Buckets buckets;
    private final FrontDoor door;
    private final Builder.Key key;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedAws(Builder builder) {
        ownScratch = builder.scratch == null;
        scratch = ownScratch ? temporary() : builder.scratch;
        AwsClock clock = new AwsClock(builder.timeScale);
        Iam iam = new Iam(builder.account);
        builder.keys.forEach(pair -> iam.user(pair.user(), pair.id(), pair.secret()));
        key = builder.keys.get(0);
        builder.roles.forEach(role -> role.accept(iam));
        journal = new Journal();
        faults = new Faults(builder.seed);
        buckets = new Buckets(scratch.resolve("s3"));
        door = new FrontDoor(builder.port, clock, iam, journal, faults, services);
        environment = new AwsEnvironment(
                builder.account, clock, iam, buckets, new LogStore(clock), scratch, door::endpoint, directory());
        builder.factories().forEach(factory -> services.addAll(factory.create(environment)));
        services.add(new Sts(environment));
        services.add(new CloudWatchLogs(environment));
        services.add(new S3(environment, buckets));
        door.open();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** One user, no roles, a time scale of 1/60. */
    public static EmbeddedAws start() {
        return builder().start();
    }

    /** Where all services listen. */
    public URI endpoint() {
        return door.endpoint();
    }

    public String account() {
        return environment.account();
    }

    public Journal journal() {
        return journal;
    }

    public Faults faults() {
        return faults;
    }

    public AwsClock clock() {
        return environment.clock();
    }

    public Iam iam() {
        return environment.iam();
    }

    /** The buckets from inside, to prepare and to look at; not in the journal. */
    public ObjectStore objects() {
        return environment.objects();
    }

    /** CloudWatch Logs from inside. */
    public LogStore logs() {
        return environment.logs();
    }

    private ServiceDirectory directory() {
        return new ServiceDirectory() {
            @Override
            public <S> S get(Class<S> type) {
                return service(type);
            }
        };
    }

    /** A service that was plugged in, by its class or an interface of it. */
    public <S> S service(Class<S> type) {
        return services.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such service: " + type.getName()));
    }

    /** What a command line of AWS needs to find and use this AWS, with the first key pair. */
    public Map<String, String> environmentVariables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", endpoint().toString());
        variables.put("AWS_ACCESS_KEY_ID", key.id());
        variables.put("AWS_SECRET_ACCESS_KEY", key.secret());
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_DEFAULT_REGION", "us-east-1");
        return variables;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        door.close();
        services.forEach(AwsService::close);
        buckets.close();
        clock().close();
        if (ownScratch) {
            delete(scratch);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("embedded-aws");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Says what the AWS is like. */
    public static final class Builder {
        private record Key(String user, String id, String secret) {}

        private int port;
        private String account = "123456789012";
        private double timeScale = 1.0 / 60;
        private long seed = 1;
        private Path scratch;
        private final List<Key> keys = new ArrayList<>();
        private final List<Consumer<Iam>> roles = new ArrayList<>();
        private final List<AwsServiceFactory> more = new ArrayList<>();

        private Builder() {}

        /** The port on the loopback; 0, the default, takes a free one. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        public Builder account(String id) {
            account = id;
            return this;
        }

        /** Real time per AWS time: 1/60, the default, makes an AWS minute a second. */
        public Builder timeScale(double scale) {
            timeScale = scale;
            return this;
        }

        /** The seed of the faults' chance. */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /** A folder to work in, which stays; by default a temporary one, which does not. */
        public Builder scratch(Path folder) {
            scratch = folder;
            return this;
        }

        /** A known key pair of a user; the first one replaces the default pair. */
        public Builder accessKey(String user, String id, String secret) {
            keys.add(new Key(user, id, secret));
            return this;
        }

        /** A role and who may assume it: service principals, ARNs, account ids or {@code *}. */
        public Builder role(String name, String... trusted) {
            roles.add(iam -> iam.role(name, trusted));
            return this;
        }

        /** More services, asked before those found by {@link ServiceLoader}. */
        public Builder services(AwsServiceFactory factory) {
            more.add(factory);
            return this;
        }

        private List<AwsServiceFactory> factories() {
            List<AwsServiceFactory> all = new ArrayList<>(more);
            ServiceLoader.load(AwsServiceFactory.class).forEach(all::add);
            return all;
        }

        public EmbeddedAws start() {
            if (keys.isEmpty()) {
                keys.add(new Key("jenkins", ACCESS_KEY_ID, SECRET_ACCESS_KEY));
            }
            return new EmbeddedAws(this);
        }
    }
}
