package io.jenkins.plugins.codecraft.storage;

import static io.jenkins.plugins.codecraft.storage.StorageFixture.BUCKET;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.LOCATION;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.bytes;
import static io.jenkins.plugins.codecraft.storage.StorageFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The way from an agent to S3 is that of the agent's JVM: its proxy, and the certificates that it trusts. */
class AgentNetworkTest {

    private static final String PASSWORD = "changeit";

    private static StorageFixture storage;

    @TempDir
    static Path keys;

    @TempDir
    Path temp;

    private Path workspace;

    @BeforeAll
    static void start() throws Exception {
        storage = new StorageFixture();
        keytool(
                "-genkeypair",
                "-keystore",
                "server.p12",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost");
        keytool("-exportcert", "-keystore", "server.p12", "-file", "server.crt");
        keytool("-importcert", "-noprompt", "-keystore", "trusted.p12", "-file", "server.crt");
    }

    @AfterAll
    static void stop() {
        storage.close();
    }

    @BeforeEach
    void files() throws IOException {
        workspace = temp.resolve("workspace");
        write(workspace.resolve("data/small"), temp.toString());
        write(workspace.resolve("data/large"), bytes(17 << 20, temp.hashCode()));
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.concat(Stream.of(arguments), Stream.of("-storepass", PASSWORD, "-alias", "s3")))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(keys.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static KeyStore store(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys.resolve(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static Relay tls() throws Exception {
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(store("server.p12"), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        return Relay.to(storage.aws.endpoint(), context.getServerSocketFactory());
    }

    /** The controller's client, which knows the certificate. */
    private static S3Client trusting(Relay tls) throws Exception {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store("trusted.p12"));
        return S3Client.builder()
                .endpointOverride(URI.create("https://localhost:" + tls.port()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EmbeddedAws.ACCESS_KEY_ID, EmbeddedAws.SECRET_ACCESS_KEY)))
                .httpClientBuilder(ApacheHttpClient.builder().tlsTrustManagersProvider(trusted::getTrustManagers))
                .forcePathStyle(true)
                .build();
    }

    private ProcessAgent agent(String... options) throws IOException {
        List<String> all = Stream.concat(Stream.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), Stream.of(options))
                .toList();
        return new ProcessAgent(workspace, temp.resolve("classes"), all);
    }

    private StagedDataset stage(S3Client s3, Agent agent) throws IOException, InterruptedException {
        return new Stager(s3, LOCATION).stageDataset(agent, DatasetSource.of("job/" + temp, "data"), Progress.none());
    }

    @Test
    void requests_go_by_the_proxy_of_the_agents_jvm() throws Exception {
        try (Relay proxy = Relay.proxy();
                ProcessAgent agent = agent(
                        "-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=" + proxy.port(), "-Dhttp.nonProxyHosts=")) {
            StagedDataset dataset = stage(storage.s3, agent);
            new Downloader(storage.s3, Optional.empty())
                    .download(agent, dataset.s3Uri() + "small", "back", Progress.none());

            assertThat(storage.read(dataset)).containsOnlyKeys("small", "large");
            assertThat(workspace.resolve("back")).hasContent(temp.toString());
            assertThat(proxy.requestLines())
                    .isNotEmpty()
                    .allMatch(line -> line.contains(" " + storage.aws.endpoint() + "/data/"));
        }
    }

    @Test
    void with_tls_the_proxy_sees_a_tunnel_and_the_agents_trust_store_counts() throws Exception {
        try (Relay tls = tls();
                Relay proxy = Relay.proxy();
                S3Client s3 = trusting(tls);
                ProcessAgent agent = agent(
                        "-Dhttps.proxyHost=127.0.0.1",
                        "-Dhttps.proxyPort=" + proxy.port(),
                        "-Dhttp.nonProxyHosts=",
                        "-Djavax.net.ssl.trustStore=" + keys.resolve("trusted.p12"),
                        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD)) {
            StagedDataset dataset = stage(s3, agent);

            assertThat(storage.read(dataset)).containsOnlyKeys("small", "large");
            assertThat(proxy.requestLines())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("CONNECT localhost:" + tls.port() + " "));
        }
    }

    @Test
    void a_certificate_that_the_agent_does_not_trust_is_said_at_once() throws Exception {
        try (Relay tls = tls();
                S3Client s3 = trusting(tls);
                ProcessAgent agent = agent()) {
            assertThatThrownBy(() -> stage(s3, agent))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll("Cannot send '", "PKIX path building failed", "trusted certificates")
                    .hasMessageNotContaining("tried");
        }
        assertThat(storage.s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads())
                .hasSizeLessThan(2);
    }
}
