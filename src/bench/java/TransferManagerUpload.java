import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/**
 * A peer of the upload benchmark: the SDK's S3TransferManager in a warm JVM. For each folder on the standard input it
 * uploads the folder and prints the seconds and CPU seconds that this took. Argument: the endpoint.
 */
public final class TransferManagerUpload {
    public static void main(String[] args) throws Exception {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        BufferedReader folders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (S3AsyncClient s3 = S3AsyncClient.builder()
                        .endpointOverride(URI.create(args[0]))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "secret")))
                        .forcePathStyle(true)
                        .multipartEnabled(true)
                        .build();
                S3TransferManager manager =
                        S3TransferManager.builder().s3Client(s3).build()) {
            for (String folder = folders.readLine(); folder != null; folder = folders.readLine()) {
                Path source = Path.of(folder);
                long cpu = system.getProcessCpuTime();
                long began = System.nanoTime();
                var done = manager.uploadDirectory(
                                upload -> upload.source(source).bucket("bench").s3Prefix("manager"))
                        .completionFuture()
                        .join();
                if (!done.failedTransfers().isEmpty()) {
                    throw new IllegalStateException(
                            done.failedTransfers().get(0).exception());
                }
                System.out.println((System.nanoTime() - began) / 1e9 + " " + (system.getProcessCpuTime() - cpu) / 1e9);
            }
        }
    }
}
