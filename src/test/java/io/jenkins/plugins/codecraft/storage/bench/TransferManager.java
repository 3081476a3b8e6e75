package io.jenkins.plugins.codecraft.storage.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The SDK's S3TransferManager in a warm JVM of its own. Its program is no test, since what it needs is on the class path
 * of the profile {@code bench-upload} only.
 */
final class TransferManager implements AutoCloseable {
    private static final Path PROGRAM = Path.of("src/bench/java/TransferManagerUpload.java");

    private final Process process;
    private final PrintWriter folders;
    private final BufferedReader figures;

    TransferManager(URI endpoint) throws IOException {
        process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PROGRAM.toString(),
                        endpoint.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        folders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        figures = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static boolean exists() {
        try {
            find("software.amazon.awssdk.transfer.s3.S3TransferManager");
            find("software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient");
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    private static void find(String name) throws ClassNotFoundException {
        Class.forName(name, false, TransferManager.class.getClassLoader());
    }

    Measured upload(Path folder) throws IOException {
        folders.println(folder);
        String line = figures.readLine();
        if (line == null) {
            throw new IOException("the transfer manager's process ended");
        }
        String[] figure = line.split(" ");
        return new Measured(
                Double.parseDouble(figure[0]),
                Double.parseDouble(figure[1]),
                ProcessFigures.peakMebibytes(process.pid()),
                0);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
